import { NotImplementedLocally } from '../../lib/not-implemented-locally.ts';
import type { InvokeAsynchronously, MayInvoke } from '../lambda/plugin.ts';
import type { BusEvent, Came } from './bus-event.ts';
import type { RuleSpec, RuleTarget } from './rules.ts';

export interface Delivery {
  invoke: InvokeAsynchronously;
  send: (queueArn: string, body: string) => void;
  /** The function's resource policy: EventBridge drops what it may not deliver, and counts it. */
  mayInvoke: MayInvoke;
  onRefused: (problem: string) => void;
  /** Puts it on another bus by the target's role, or answers what is in the way. */
  forward: (rule: RuleSpec, target: RuleTarget, event: BusEvent) => string | undefined;
}

type Deliver = (
  target: RuleTarget,
  given: { rule: RuleSpec; event: BusEvent; came: Came },
  delivery: Delivery,
) => Promise<void> | void;

const targets: Readonly<Record<string, Deliver>> = {
  lambda: ({ arn }, { rule, event }, { invoke, mayInvoke, onRefused }) =>
    mayInvoke('events.amazonaws.com', arn, rule.arn)
      ? invoke(arn, event)
      : onRefused(`Rule ${rule.name} has no permission to invoke ${arn}`),
  sqs: ({ arn }, { event }, { send }) => send(arn, JSON.stringify(event)),
  events(target, { rule, event, came }, { forward, onRefused }) {
    // EventBridge carries an event to one other bus, and from there no further.
    const why = came === 'forwarded' ? 'got it from another bus itself' : forward(rule, target, event);
    if (why !== undefined) onRefused(`Rule ${rule.name} does not reach ${target.arn}: it ${why}`);
  },
};

const targetOf = (arn: string): Deliver => {
  const target = targets[arn.split(':')[2] ?? ''];
  if (!target) throw new NotImplementedLocally(`a rule's target ${arn}`);
  return target;
};

/** Stops the start where a rule leads somewhere that is not implemented. */
export function checkTargets(rules: readonly RuleSpec[]): void {
  for (const { arn } of rules.flatMap((rule) => rule.targets)) targetOf(arn);
}

export const deliverEvent =
  (delivery: Delivery) =>
  async (rule: RuleSpec, event: BusEvent, came: Came): Promise<void> => {
    const given = { rule, event, came };
    await Promise.all(rule.targets.map((target) => targetOf(target.arn)(target, given, delivery)));
  };
