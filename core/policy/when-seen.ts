import type { ContainmentKind } from '../detection/new-incident.ts';
import { furthest } from './furthest.ts';
import type { Ruling } from './ruling.ts';

/** What becomes of a call that AWS denied to an agent. From silence to a person's press: the order is the strictness. */
export const onDeniedModes = ['ignore', 'ask', 'tell'] as const;
export type OnDenied = (typeof onDeniedModes)[number];

/**
 * How an agent is kept from more, once it did what nobody approved. From one source identity, over the role's boundary, to
 * every session of its role: the order is how much it stops at once.
 */
export const containModes = [
  'identity',
  'boundary',
  'sessions',
] as const satisfies readonly ContainmentKind[];

/** What policy says of a call that was seen in CloudTrail. */
export interface WhenSeen {
  onDenied: OnDenied;
  contain?: ContainmentKind;
}

/** What of a policy says it. */
interface SaysWhenSeen {
  id: string;
  onDenied?: OnDenied;
  contain?: ContainmentKind;
}

/** Of the policies that decided a ruling, the strictest. Where none says it, people are told, and nobody is contained. */
export function whenSeen(
  policies: readonly SaysWhenSeen[],
  { policies: decided }: Pick<Ruling, 'policies'>,
): WhenSeen {
  const deciding = policies.filter(({ id }) => decided.includes(id));
  const contain = furthest(
    containModes,
    deciding.flatMap(({ contain: one }) => one ?? []),
  );
  const onDenied = furthest(
    onDeniedModes,
    deciding.flatMap(({ onDenied: one }) => one ?? []),
  );
  return { onDenied: onDenied ?? 'tell', ...(contain && { contain }) };
}
