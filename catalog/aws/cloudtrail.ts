import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { nameIn, sentence } from '../sentence.ts';
import { nameOrArn, text } from '../values/aws-values.ts';

const define = actionsOf({ prefix: 'cloudtrail' });

const name = '[a-zA-Z0-9][a-zA-Z0-9._-]{2,127}';
const trail = nameOrArn(name, 'cloudtrail', `trail/${name}`);
const resource = 'arn:{partition}:cloudtrail:{region}:{account}:trail/{Name}';
const example = { resource: 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/management' };

const values = z.array(text(2_048)).min(1).max(500).optional();
const fieldSelector = z.strictObject({
  Field: text(1_000),
  Equals: values,
  StartsWith: values,
  EndsWith: values,
  NotEquals: values,
  NotStartsWith: values,
  NotEndsWith: values,
});
const eventSelector = z.strictObject({
  ReadWriteType: z.enum(['ReadOnly', 'WriteOnly', 'All']).optional(),
  IncludeManagementEvents: z.boolean().optional(),
  DataResources: z
    .array(z.strictObject({ Type: text(100), Values: z.array(text(2_048)).max(250).optional() }))
    .optional(),
  ExcludeManagementEventSources: z.array(text(100)).optional(),
});

export const cloudTrailActions = [
  define({
    operation: 'StopLogging',
    groups: ['audit-tampering'],
    parameters: z.strictObject({ Name: trail }),
    resource,
    say: ({ Name }) => sentence`Stop recording to trail ${nameIn(Name)}`,
    reversible: true,
    example: { ...example, parameters: { Name: 'management' } },
  }),
  define({
    operation: 'DeleteTrail',
    groups: ['audit-tampering', 'destruction'],
    parameters: z.strictObject({ Name: trail }),
    resource,
    say: ({ Name }) => sentence`Delete trail ${nameIn(Name)}`,
    reversible: false,
    example: { ...example, parameters: { Name: 'management' } },
  }),
  define({
    operation: 'PutEventSelectors',
    groups: ['audit-tampering'],
    parameters: z.strictObject({
      TrailName: trail,
      EventSelectors: z.array(eventSelector).max(5).optional(),
      AdvancedEventSelectors: z
        .array(
          z.strictObject({
            Name: z.string().max(1_000).optional(),
            FieldSelectors: z.array(fieldSelector).min(1),
          }),
        )
        .optional(),
    }),
    resource: 'arn:{partition}:cloudtrail:{region}:{account}:trail/{TrailName}',
    say: ({ TrailName }) => sentence`Change which events trail ${nameIn(TrailName)} records`,
    reversible: true,
    example: {
      ...example,
      parameters: {
        TrailName: 'management',
        EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }],
      },
    },
  }),
  define({
    operation: 'GetTrailStatus',
    groups: ['read'],
    parameters: z.strictObject({ Name: trail }),
    resource,
    say: ({ Name }) => sentence`Look whether trail ${nameIn(Name)} records`,
    readOnly: true,
    reversible: true,
    example: { ...example, parameters: { Name: 'management' } },
  }),
];
