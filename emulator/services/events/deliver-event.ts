import { NotImplementedLocally } from '../../lib/not-implemented-locally.ts';
import type { InvokeAsynchronously, MayInvoke } from '../lambda/plugin.ts';
import type { RuleSpec } from './rules.ts';
import type { BusEvent } from './service.ts';

export interface Delivery {
  invoke: InvokeAsynchronously;
  send: (queueArn: string, body: string) => void;
  /** The function's resource policy: EventBridge drops what it may not deliver, and counts it. */
  mayInvoke: MayInvoke;
  onRefused: (problem: string) => void;
}

type Target = (arn: string, rule: RuleSpec, event: BusEvent, delivery: Delivery) => Promise<void> | void;

const targets: Readonly<Record<string, Target>> = {
  lambda: (arn, rule, event, { invoke, mayInvoke, onRefused }) =>
    mayInvoke('events.amazonaws.com', arn, rule.arn)
      ? invoke(arn, event)
      : onRefused(`Rule ${rule.name} has no permission to invoke ${arn}`),
  sqs: (arn, _, event, { send }) => send(arn, JSON.stringify(event)),
};

const targetOf = (arn: string): Target => {
  const target = targets[arn.split(':')[2] ?? ''];
  if (!target) throw new NotImplementedLocally(`a rule's target ${arn}`);
  return target;
};

/** Stops the start where a rule leads somewhere that is not implemented. */
export function checkTargets(rules: readonly RuleSpec[]): void {
  for (const arn of rules.flatMap(({ targetArns }) => targetArns)) targetOf(arn);
}

export const deliverEvent =
  (delivery: Delivery) =>
  async (rule: RuleSpec, event: BusEvent): Promise<void> => {
    await Promise.all(rule.targetArns.map((arn) => targetOf(arn)(arn, rule, event, delivery)));
  };
