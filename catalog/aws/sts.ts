import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { sentence } from '../sentence.ts';
import { policyArn } from '../values/arn.ts';
import { matching, tags } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { listed } from '../values/widest-first.ts';
import { formatMoving } from './iam-shapes.ts';

const define = actionsOf({ prefix: 'sts' });

export const stsActions = [
  define({
    operation: 'GetFederationToken',
    groups: ['credential-issue'],
    parameters: z.strictObject({
      Name: matching('[\\w+=,.@-]{2,32}', 32),
      Policy: policyDocument('identity', 2_048).optional(),
      PolicyArns: distinct(z.strictObject({ arn: policyArn }))
        .max(10)
        .optional(),
      DurationSeconds: z.int().min(900).max(129_600).optional(),
      Tags: tags.optional(),
    }),
    resource: 'arn:{partition}:sts::{account}:federated-user/{Name}',
    say: ({ Name, DurationSeconds = 43_200, Policy, PolicyArns = [] }, { account }) => {
      const granted = [
        ...PolicyArns.map(({ arn }) => formatMoving(arn, account)),
        ...(Policy === undefined
          ? []
          : [`what its policy says: ${sayPolicy(Policy, { kind: 'identity' }, account)}`]),
      ];
      const permissions =
        granted.length === 0 ? 'no permissions of their own' : `at most ${listed(granted, { most: 10 })}`;
      return sentence`Issue credentials for federated user ${Name} that last ${Math.ceil(DurationSeconds / 60)} min, with ${permissions}`;
    },
    reversible: false,
    example: {
      parameters: { Name: 'report-viewer', DurationSeconds: 3_600 },
      resource: 'arn:aws:sts::111122223333:federated-user/report-viewer',
    },
  }),
];
