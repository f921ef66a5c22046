import type { CatalogEntry } from '../../../catalog/entry.ts';
import type { EventRule } from '../../../catalog/generate/event-patterns.ts';
import { compilePattern } from '../../../emulator/lib/event-pattern.ts';

export const agentRoles = ['arn:aws:iam::*:role/agent-*'];

/** The calls of an action as EventBridge would carry them from CloudTrail, of an agent unless it says another. */
export const trailEventsOf = (
  { cloudTrail }: Pick<CatalogEntry, 'cloudTrail'>,
  role = 'arn:aws:iam::111122223333:role/team/agent-etl',
): CarriedEvent[] =>
  (cloudTrail?.names ?? []).map((eventName) => ({
    source: `aws.${cloudTrail?.source.split('.')[0]}`,
    'detail-type': 'AWS API Call via CloudTrail',
    detail: {
      eventSource: cloudTrail?.source,
      eventName,
      userIdentity: { type: 'AssumedRole', sessionContext: { sessionIssuer: { arn: role } } },
      requestParameters: { withDecryption: true },
    },
  }));

interface CarriedEvent {
  source: string;
  detail: { eventName: string };
}

/** EventBridge keeps reads, which it knows by their names, from a rule that does not ask for them. */
export const isCaughtBy = (rules: readonly EventRule[], event: CarriedEvent): boolean =>
  rules.some(
    ({ pattern, state }) =>
      (state !== 'ENABLED' || !/^(?:Get|List|Describe)/.test(event.detail.eventName)) &&
      compilePattern({ ...pattern })(event),
  );
