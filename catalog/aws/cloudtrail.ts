import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { beginningOf, sentence } from '../sentence.ts';
import { shortName } from '../values/short-name.ts';
import { exactlyOne } from '../values/which-of.ts';
import { eventSelectorsOfTrail, trailLogging } from './cloudtrail-looks.ts';
import { advancedEventSelectors, eventSelectors, saySelectors } from './cloudtrail-selectors.ts';

const define = actionsOf({ prefix: 'cloudtrail' });

const trail = shortName('cloudtrail', 'trail/', '[a-zA-Z0-9][a-zA-Z0-9._-]{2,127}', 'management');
const resource = 'arn:{partition}:cloudtrail:{region}:{account}:trail/{Name}';
const example = { resource: 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/management' };

export const cloudTrailActions = [
  define({
    operation: 'StopLogging',
    groups: ['audit-tampering'],
    parameters: z.strictObject({ Name: trail }),
    resource,
    say: ({ Name }) => sentence`Stop recording to trail ${Name}`,
    reversible: true,
    ...trailLogging,
    example: { ...example, parameters: { Name: 'management' } },
  }),
  define({
    operation: 'StartLogging',
    groups: ['audit-tampering'],
    parameters: z.strictObject({ Name: trail }),
    resource,
    say: ({ Name }) => sentence`Record to trail ${Name} again`,
    reversible: true,
    ...trailLogging,
    example: { ...example, parameters: { Name: 'management' } },
  }),
  define({
    operation: 'DeleteTrail',
    groups: ['audit-tampering', 'destruction'],
    parameters: z.strictObject({ Name: trail }),
    resource,
    say: ({ Name }) => sentence`Delete trail ${Name}`,
    reversible: false,
    example: { ...example, parameters: { Name: 'management' } },
  }),
  define({
    operation: 'PutEventSelectors',
    groups: ['audit-tampering'],
    parameters: z
      .strictObject({
        TrailName: trail,
        EventSelectors: eventSelectors.optional(),
        AdvancedEventSelectors: advancedEventSelectors.optional(),
      })
      .refine(...exactlyOne('EventSelectors', 'AdvancedEventSelectors')),
    resource: 'arn:{partition}:cloudtrail:{region}:{account}:trail/{TrailName}',
    say: ({ TrailName, ...selectors }) =>
      sentence`Let trail ${TrailName} record nothing but ${beginningOf(saySelectors(selectors), 280)}`,
    reversible: true,
    ...eventSelectorsOfTrail,
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
    say: ({ Name }) => sentence`Look whether trail ${Name} records`,
    reversible: true,
    grant: { actions: ['cloudtrail:GetTrailStatus'], because: 'its one parameter is the trail' },
    example: { ...example, parameters: { Name: 'management' } },
  }),
];
