import type { RDSData } from '@aws-sdk/client-rds-data';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { beginningOf, namedIn, sentence } from '../sentence.ts';
import { arnOf, secretArn } from '../values/arn.ts';
import { matching, text } from '../values/aws-values.ts';
import { base64 } from '../values/base64.ts';
import { decimal } from '../values/decimal.ts';
import { exactlyOne } from '../values/which-of.ts';
import { id } from './rds-shapes.ts';

const define = operationsOf<RDSData>({ prefix: 'rds-data' });

const cluster = 'arn:aws:rds:eu-central-1:111122223333:cluster:ledger';
const secret = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:ledger/reporting-AbCdEf';
const value = z
  .strictObject({
    isNull: z.literal(true).optional(),
    booleanValue: z.boolean().optional(),
    longValue: z.int().optional(),
    doubleValue: decimal.optional(),
    stringValue: z.string().max(65_536).optional(),
    blobValue: base64().optional(),
  })
  .refine(
    ...exactlyOne(...['isNull', 'booleanValue', 'longValue', 'doubleValue', 'stringValue', 'blobValue']),
  );
const parameters = z
  .array(
    z.strictObject({
      name: matching('[0-9a-zA-Z_]+', 128),
      value,
      typeHint: z.enum(['DATE', 'DECIMAL', 'JSON', 'TIME', 'TIMESTAMP', 'UUID']).optional(),
    }),
  )
  .min(1);
const values = {
  resourceArn: arnOf('rds', `cluster:${id}`, cluster),
  secretArn,
  sql: text(65_536),
};
const example = { resourceArn: cluster, secretArn: secret, database: 'ledger' };

const sayValues = (given: object | undefined): string =>
  given === undefined ? '' : ` with ${beginningOf(JSON.stringify(given), 120)}`;

/** SQL, as the user whose password is in the secret: it can do whatever that user can. */
export const rdsDataActions = [
  define({
    operation: 'ExecuteStatement',
    groups: ['data-export', 'destruction'],
    values: { ...values, parameters },
    // Of before `database`, and how the answer looks.
    without: ['schema'],
    resource: '{resourceArn}',
    say: ({ resourceArn, secretArn: user, database, sql, parameters: given }, { account }) =>
      sentence`Run on database cluster ${namedIn(resourceArn, account)}${database === undefined ? '' : `, in database ${database}`} as the user of secret ${namedIn(user, account)}${sayValues(given)}: ${beginningOf(sql, 260)}`,
    reversible: false,
    example: { ...example, sql: 'SELECT id, total FROM orders' },
  }),
  define({
    operation: 'BatchExecuteStatement',
    groups: ['data-export', 'destruction'],
    values: { ...values, parameterSets: z.array(parameters).min(1) },
    without: ['schema'],
    resource: '{resourceArn}',
    say: ({ resourceArn, secretArn: user, database, sql, parameterSets: sets }, { account }) =>
      sentence`Run${sets === undefined ? '' : ` ${sets.length} times`} on database cluster ${namedIn(resourceArn, account)}${database === undefined ? '' : `, in database ${database}`} as the user of secret ${namedIn(user, account)}${sayValues(sets)}: ${beginningOf(sql, 260)}`,
    reversible: false,
    example: {
      ...example,
      sql: 'DELETE FROM orders WHERE id = :id',
      parameterSets: [[{ name: 'id', value: { longValue: 42 } }]],
    },
  }),
];
