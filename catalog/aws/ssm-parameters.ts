import { z } from 'zod';
import { oneOrAll } from '../arn-template.ts';
import { actionsOf } from '../define-action.ts';
import type { Denial } from '../entry.ts';
import { sentence } from '../sentence.ts';
import { matching } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { listed } from '../values/widest-first.ts';

const define = actionsOf({ prefix: 'ssm' });

/** With a slash inside, a name begins with one. */
const path = '(?:/[a-zA-Z0-9_.-]+)+';
const plain = '[a-zA-Z0-9_.-]+';
const parameterName = matching(
  `(?:${plain}|${path})(?::[a-zA-Z0-9_.-]{1,100})?`,
  1_112,
  'must be the name of a parameter such as /shop/database/password, not its ARN',
);
/** Parameter Store's ARNs have no leading slash, and neither version nor label. */
export const parameterInArn = (name: string): string => name.replace(/^\//, '').replace(/:.*$/, '');
const resource = 'arn:{partition}:ssm:{region}:{account}:parameter/{Parameter}';

/**
 * Plain parameters stay open to agents: what makes one secret is its key, so what is denied is to use a key for one.
 * Parameter Store gives KMS the parameter's ARN as encryption context, with every kind of secure string.
 */
const denial: Denial = {
  // ReEncrypt would put what a secure string holds under another key and without that context, for Decrypt to read.
  actions: ['kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
  condition: { 'ForAnyValue:StringEquals': { 'kms:EncryptionContextKeys': 'PARAMETER_ARN' } },
};
const decrypted = {
  groups: ['secret-read'],
  resource,
  reversible: false,
  denial,
  where: { path: ['requestParameters', 'withDecryption'], oneOf: [true] },
} as const;

export const ssmParameterActions = [
  define({
    ...decrypted,
    operation: 'GetParameter',
    parameters: z.strictObject({ Name: parameterName, WithDecryption: z.literal(true) }),
    names: ({ Name }) => ({ Parameter: parameterInArn(Name) }),
    say: ({ Name }) => sentence`Read secure parameter ${Name}`,
    example: {
      parameters: { Name: '/shop/database/password', WithDecryption: true },
      resource: 'arn:aws:ssm:eu-central-1:111122223333:parameter/shop/database/password',
    },
  }),
  define({
    ...decrypted,
    operation: 'GetParameters',
    parameters: z.strictObject({
      Names: distinct(parameterName).max(10),
      WithDecryption: z.literal(true),
    }),
    names: ({ Names }) => ({ Parameter: oneOrAll(Names.map(parameterInArn)) }),
    aliasParameter: 'Names',
    say: ({ Names }) => sentence`Read secure parameters ${listed(Names, { most: 10 })}`,
    example: {
      parameters: { Names: ['/shop/database/password', '/shop/payments/key'], WithDecryption: true },
      resource: 'arn:aws:ssm:eu-central-1:111122223333:parameter/*',
    },
  }),
  define({
    ...decrypted,
    operation: 'GetParametersByPath',
    parameters: z.strictObject({
      Path: matching(`/|${path}`, 1_011, 'must be a path such as /shop/database'),
      Recursive: z.boolean(),
      WithDecryption: z.literal(true),
      MaxResults: z.int().min(1).max(10).optional(),
    }),
    names: ({ Path }) => ({ Parameter: `${parameterInArn(Path)}/*`.replace(/^\/|\/(?=\/)/g, '') }),
    aliasParameter: 'Path',
    say: ({ Path, Recursive }) =>
      sentence`Read all secure parameters ${Recursive ? 'at every level' : 'of the first level'} under ${Path}`,
    example: {
      parameters: { Path: '/shop/database', Recursive: true, WithDecryption: true },
      resource: 'arn:aws:ssm:eu-central-1:111122223333:parameter/shop/database/*',
    },
  }),
];
