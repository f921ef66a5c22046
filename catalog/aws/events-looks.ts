import type { EventBridge } from '@aws-sdk/client-eventbridge';
import { hiddenButCompared } from '../../core/execution/seen.ts';
import { looksOf } from '../look.ts';
import { undoFrom } from '../undo.ts';

const look = looksOf<EventBridge>({ prefix: 'events' });

const none = ['ResourceNotFoundException'];

interface OnBus {
  EventBusName?: string;
}
interface OfRule extends OnBus {
  Name: string;
}
const rule = look({
  operation: 'DescribeRule',
  input: ({ Name, EventBusName }: OfRule) => ({ Name, EventBusName }),
  keep: ({ EventPattern, ScheduleExpression, State, Description, RoleArn }) => ({
    EventPattern,
    ScheduleExpression,
    State,
    Description,
    RoleArn,
  }),
  none,
});
export const eventRule = {
  look: rule,
  undo: undoFrom(
    rule,
    ['events:PutRule', 'events:DeleteRule'],
    ({ parameters: { Name, EventBusName }, before }) =>
      before.State === undefined
        ? { action: 'events:DeleteRule', parameters: { Name, EventBusName } }
        : { action: 'events:PutRule', parameters: { Name, EventBusName, ...before } },
  ),
};

interface OfTargets extends OnBus {
  Rule: string;
}
/** What a target is told can hold what nobody may see: that it changed is seen. A rule has five targets. */
export const targetsOfRule = look({
  operation: 'ListTargetsByRule',
  input: ({ Rule, EventBusName }: OfTargets) => ({ Rule, EventBusName }),
  keep: ({ Targets = [] }, { Rule }) => ({
    Targets: Object.fromEntries(
      Targets.map(({ Id, Arn, RoleArn, ...told }) => [
        Id,
        {
          Arn,
          RoleArn,
          ...(Object.keys(told).length > 0 && { Told: hiddenButCompared('what it is told', Rule, told) }),
        },
      ]),
    ),
  }),
  none,
});

const bus = look({
  operation: 'DescribeEventBus',
  input: ({ EventBusName }: OnBus) => ({ Name: EventBusName }),
  keep: ({ Policy }) => ({ Policy }),
  none,
});
export const busPolicy = {
  look: bus,
  undo: undoFrom(
    bus,
    ['events:PutPermission', 'events:RemovePermission'],
    ({ parameters: { EventBusName }, before: { Policy } }) =>
      Policy === undefined
        ? { action: 'events:RemovePermission', parameters: { EventBusName, RemoveAllPermissions: true } }
        : { action: 'events:PutPermission', parameters: { EventBusName, Policy } },
  ),
};
