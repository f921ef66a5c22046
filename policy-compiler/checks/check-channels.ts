import { didYouMean } from '../../core/lib/did-you-mean.ts';
import type { Channels } from '../../core/policy/channels.ts';
import { isSurelyTrue } from '../analysis/partial-evaluation.ts';
import type { MeetingPolicies } from '../analysis/policies-that-meet.ts';
import { type Finding, finding } from '../finding.ts';
import type { ParsedPolicy } from '../read/parse-policies.ts';

/** A channel is one that the settings name, and policies that can match one request name one. */
export const checkChannels = (
  policies: readonly ParsedPolicy[],
  meetings: readonly MeetingPolicies[],
  channels: Channels,
): Finding[] => [...unknown(policies, channels), ...different(meetings)];

const unknown = (policies: readonly ParsedPolicy[], channels: Channels): Finding[] =>
  policies.flatMap(({ policy: { terms }, positionOf }) => {
    const name = terms?.channel;
    if (name === undefined || Object.hasOwn(channels, name)) return [];
    const names = Object.keys(channels);
    const message = `@channel names ${JSON.stringify(name)}, which is no channel of the settings (slack.channels)${didYouMean(name, names)}`;
    return finding('unknown-channel', positionOf('@channel'), message);
  });

/** What one channel is to learn and another is not cannot be asked in either. Each pair is told once. */
function different(meetings: readonly MeetingPolicies[]): Finding[] {
  const found = new Map<string, Finding>();
  for (const { candidates } of meetings) {
    if (candidates.some(({ parsed, value }) => parsed.policy.effect === 'forbid' && isSurelyTrue(value)))
      continue;
    const naming = candidates.map(({ parsed }) => parsed).filter(({ policy }) => policy.terms?.channel);
    for (const [at, second] of naming.entries()) {
      const first = naming.slice(0, at).find((other) => channelOf(other) !== channelOf(second));
      if (first) found.set(`${first.policy.id} ${second.policy.id}`, formatPair(first, second));
    }
  }
  return [...found.values()];
}

const channelOf = ({ policy }: ParsedPolicy): string | undefined => policy.terms?.channel;

function formatPair(first: ParsedPolicy, second: ParsedPolicy): Finding {
  const { id, file, line, column } = first.policy;
  const message = `${second.policy.id} names the channel ${channelOf(second)}, and ${id} (${file}:${line}:${column}) names ${channelOf(first)}: a request that both match could be asked in neither. Name one, or keep them apart by agent, action, resource or environment`;
  return finding('two-channels', second.positionOf('@channel'), message);
}
