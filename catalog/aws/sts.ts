import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { sentence } from '../sentence.ts';
import { matching, tags, text } from '../values/aws-values.ts';
import { policyArn } from './iam-shapes.ts';

const define = actionsOf({ prefix: 'sts' });

export const stsActions = [
  define({
    operation: 'GetFederationToken',
    groups: ['credential-issue'],
    parameters: z.strictObject({
      Name: matching('[\\w+=,.@-]{2,32}', 32),
      Policy: text(2_048).optional(),
      PolicyArns: z
        .array(z.strictObject({ arn: policyArn }))
        .max(10)
        .optional(),
      DurationSeconds: z.int().min(900).max(129_600).optional(),
      Tags: tags.optional(),
    }),
    resource: 'arn:{partition}:sts::{account}:federated-user/{Name}',
    say: ({ Name, DurationSeconds = 43_200 }) =>
      sentence`Issue credentials for federated user ${Name} that last ${Math.ceil(DurationSeconds / 3_600)} h`,
    reversible: false,
    example: {
      parameters: { Name: 'report-viewer', DurationSeconds: 3_600 },
      resource: 'arn:aws:sts::111122223333:federated-user/report-viewer',
    },
  }),
];
