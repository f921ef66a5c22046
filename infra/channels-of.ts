import type { Channels } from '../core/policy/channels.ts';
import type { Risk } from '../core/policy/ruling.ts';

/** As settings write them: a policy set knows their names, and no room's ids. */
export const channelsOf = (
  channels: Readonly<Record<string, { risks: readonly Risk[]; environments: readonly string[] }>>,
): Channels =>
  Object.fromEntries(
    Object.entries(channels).map(([name, { risks, environments }]) => [name, { risks, environments }]),
  );
