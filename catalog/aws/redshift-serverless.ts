import type { RedshiftServerless } from '@aws-sdk/client-redshift-serverless';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { namedIn, sentence } from '../sentence.ts';
import { arnOf } from '../values/arn.ts';
import { matching, text, uuid } from '../values/aws-values.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { minutesOf, snapshotName } from './redshift-shapes.ts';
import { warehousePolicy } from './resource-policy-looks.ts';

const define = operationsOf<RedshiftServerless>({ prefix: 'redshift-serverless' });

const name = matching('[a-z0-9-]{3,64}', 64, 'must be a name in lower case');
const everything = 'what it is of';

export const redshiftServerlessActions = [
  define({
    operation: 'GetCredentials',
    groups: ['credential-issue'],
    values: { workgroupName: name, dbName: text(64), durationSeconds: z.int().min(900).max(3_600) },
    required: ['workgroupName'],
    without: ['customDomainName'],
    // IAM knows a workgroup by its id, and this call by its name.
    resource: 'arn:{partition}:redshift-serverless:{region}:{account}:workgroup/*',
    say: ({ workgroupName = '', dbName, durationSeconds = 900 }) =>
      sentence`Issue a password of the caller's own user to workgroup ${workgroupName}${dbName === undefined ? '' : `, database ${dbName} alone`}, for ${minutesOf(durationSeconds)}`,
    readOnly: true,
    reversible: false,
    example: { workgroupName: 'reports', dbName: 'shop' },
  }),
  define({
    operation: 'PutResourcePolicy',
    groups: ['data-export', 'privilege-escalation'],
    values: {
      resourceArn: arnOf(
        'redshift-serverless',
        `(?:snapshot|namespace|workgroup)/${uuid}`,
        'arn:aws:redshift-serverless:eu-central-1:111122223333:snapshot/1234abcd-12ab-34cd-56ef-1234567890ab',
      ),
      policy: policyDocument('resource', 20_480, everything),
    },
    resource: 'arn:{partition}:redshift-serverless:{region}:{account}:*',
    say: ({ resourceArn, policy }, { account }) =>
      sentence`Replace who may use ${resourceArn.split(':')[5]?.split('/')[0] ?? ''} ${namedIn(resourceArn, account)}: ${sayPolicy(policy, { kind: 'resource', everything }, account)}`,
    reversible: true,
    ...warehousePolicy,
    example: {
      resourceArn:
        'arn:aws:redshift-serverless:eu-central-1:111122223333:snapshot/1234abcd-12ab-34cd-56ef-1234567890ab',
      policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"redshift-serverless:RestoreFromSnapshot","Resource":"*"}]}',
    },
  }),
  define({
    operation: 'DeleteNamespace',
    groups: ['destruction'],
    values: { namespaceName: name, finalSnapshotName: snapshotName },
    resource: 'arn:{partition}:redshift-serverless:{region}:{account}:namespace/*',
    say: ({ namespaceName, finalSnapshotName: last }) =>
      sentence`Delete namespace ${namespaceName} with all its data, ${last === undefined ? 'without a final snapshot' : `after a final snapshot, ${last}`}`,
    reversible: false,
    example: { namespaceName: 'reports-old' },
  }),
];
