import type { RedshiftData } from '@aws-sdk/client-redshift-data';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { beginningOf, namedIn, sentence } from '../sentence.ts';
import { secretArn } from '../values/arn.ts';
import { matching, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { exactlyOne } from '../values/which-of.ts';
import { identifier, workgroup } from './redshift-shapes.ts';

const define = operationsOf<RedshiftData>({ prefix: 'redshift-data' });

const at = 'arn:{partition}:redshift:{region}:{account}';

export const redshiftDataActions = [
  define({
    operation: 'BatchExecuteStatement',
    groups: ['data-export', 'destruction'],
    values: {
      Sqls: z.array(text(60_000)).min(1).max(40),
      Database: text(64),
      DbUser: text(64),
      ClusterIdentifier: identifier,
      WorkgroupName: workgroup,
      SecretArn: secretArn,
      Parameters: distinct(
        z.strictObject({ name: matching('[0-9a-zA-Z_]+', 128), value: text(8_192) }),
        ({ name }) => name,
      ),
    },
    required: ['Database'],
    rules: [exactlyOne('ClusterIdentifier', 'WorkgroupName'), exactlyOne('DbUser', 'SecretArn')],
    // What another statement has left behind, and how long this one waits.
    without: ['SessionId', 'SessionKeepAliveSeconds', 'WaitTimeSeconds'],
    resource: `${at}:cluster:{Warehouse}`,
    names: ({ ClusterIdentifier, WorkgroupName }) => ({
      Warehouse: ClusterIdentifier ?? WorkgroupName ?? '',
    }),
    say: (parameters, { account }) => {
      const { Sqls, ClusterIdentifier, WorkgroupName, Database = '', DbUser, SecretArn } = parameters;
      const { Parameters = [] } = parameters;
      const warehouse = ClusterIdentifier ?? namedIn(WorkgroupName ?? '', account);
      const user = DbUser ?? `the user of secret ${namedIn(SecretArn ?? '', account)}`;
      const given = Parameters.map((each) => `${each.name}=${each.value}`).join(', ');
      return sentence`Run ${Sqls.length} statements on warehouse ${warehouse}, in database ${Database} as ${user}${given === '' ? '' : ` with ${beginningOf(given, 100)}`}: ${beginningOf(Sqls.join('; '), 260)}`;
    },
    reversible: false,
    example: {
      Sqls: ['DELETE FROM staging', "COPY staging FROM 's3://shop-imports/orders/' IAM_ROLE default"],
      Database: 'shop',
      ClusterIdentifier: 'warehouse',
      DbUser: 'reporting',
    },
  }),
];
