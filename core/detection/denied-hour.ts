import { z } from 'zod';
import type { Versioned } from '../lib/versioned.ts';

/** A call that AWS denied to an agent, as its people read it. */
const deniedLineSchema = z.strictObject({
  /** The same for the same call, however often. */
  key: z.string(),
  /** Of the first of them. */
  sightingId: z.string(),
  action: z.string(),
  resource: z.string(),
  sentence: z.string(),
  /** All that made it: each person that one of them acts for cannot sign what is made of it. */
  sessions: z.array(z.string()).min(1),
  account: z.string(),
  region: z.string(),
  environment: z.string(),
  /** What of AWS said no: `permissions boundary …`. */
  by: z.string(),
  times: z.int().positive(),
  /** Why no request can be made of it; none where its owner can. */
  whyNot: z.string().exactOptional(),
  requestId: z.string().exactOptional(),
});
export type DeniedLine = z.infer<typeof deniedLineSchema>;

/** All that AWS denied to one agent in one hour, of what one channel is told: one card in each room, whatever the agent does. */
export const deniedHourSchema = z.strictObject({
  v: z.literal(1),
  version: z.int().nonnegative(),
  agent: z.string(),
  owners: z.array(z.string()),
  /** `2026-01-05T12`, of when they came here. */
  hour: z.string(),
  /** Where people are told, by its name in the settings: what is for one channel stands on no card of another. */
  channel: z.string().exactOptional(),
  lines: z.array(deniedLineSchema),
  /** Other calls than those on the card. */
  more: z.int().nonnegative(),
  /** The sightings that were counted last: one that comes again is not counted twice. */
  counted: z.array(z.string()),
  cards: z.array(z.strictObject({ door: z.string(), ref: z.string() })),
});
export type DeniedHour = z.infer<typeof deniedHourSchema>;
export const deniedHourVersions: Versioned<DeniedHour> = {
  name: 'denied calls',
  readers: [deniedHourSchema],
};

/** More lines nobody reads, and a card has no room for more. */
export const mostLines = 6;

export const hourOf = (at: string): string => at.slice(0, 13);

/** Of which hour, and for which channel. */
export type HourOf = Pick<DeniedHour, 'hour' | 'channel'>;

export const emptyHour = (
  agent: { id: string; owners: string[] },
  { hour, channel }: HourOf,
): DeniedHour => ({
  v: 1,
  version: 0,
  agent: agent.id,
  owners: agent.owners,
  hour,
  ...(channel !== undefined && { channel }),
  lines: [],
  more: 0,
  counted: [],
  cards: [],
});

/** So many of the last ones are remembered: a message that comes twice comes within minutes. */
const remembered = 50;

/** A call that came now. */
export type NewLine = Omit<DeniedLine, 'times' | 'sessions'> & { session: string };

/** With one call more: a new line, one more time, or one more of those that have no line. Nothing where it is counted already. */
export function withDenied(hour: DeniedHour, line: NewLine): DeniedHour | undefined {
  if (hour.counted.includes(line.sightingId)) return undefined;
  return {
    ...hour,
    ...withLine(hour, line),
    version: hour.version + 1,
    counted: [...hour.counted, line.sightingId].slice(-remembered),
  };
}

function withLine({ lines, more }: DeniedHour, { session, ...line }: NewLine) {
  const known = lines.find(({ key }) => key === line.key);
  if (known)
    return {
      lines: lines.map((one) => (one === known ? onceMore(one, session, line.requestId) : one)),
      more,
    };
  return lines.length < mostLines
    ? { lines: [...lines, { ...line, sessions: [session], times: 1 }], more }
    : { lines, more: more + 1 };
}

/** More sessions than these are no accident: a request that they all stand behind is not made. */
export const mostSessions = 20;

const onceMore = (line: DeniedLine, session: string, requestId: string | undefined): DeniedLine => ({
  ...line,
  times: line.times + 1,
  sessions: [...new Set([...line.sessions, session])].slice(0, mostSessions + 1),
  ...(requestId !== undefined && { requestId }),
});

/** A request was made of the call in this line. Nothing where that is known, or there is no such line. */
export function withRequest(hour: DeniedHour, sightingId: string, requestId: string): DeniedHour | undefined {
  const line = hour.lines.find((one) => one.sightingId === sightingId);
  if (!line || line.requestId === requestId) return undefined;
  return {
    ...hour,
    version: hour.version + 1,
    lines: hour.lines.map((one) => (one === line ? { ...one, requestId } : one)),
  };
}

/**
 * Whether the card is to be shown anew: at each new line, and then ever more rarely, so that an agent that tries a thousand
 * times a minute writes no thousand messages.
 */
export const isWorthShowing = (before: DeniedHour, now: DeniedHour): boolean =>
  now.lines.length > before.lines.length ||
  now.lines.some(
    ({ times, requestId }, index) =>
      requestId !== before.lines[index]?.requestId ||
      (times !== before.lines[index]?.times && isRound(times)),
  ) ||
  (now.more !== before.more && isRound(now.more));

/** 1, 2, 5, 10, 20, 50, 100 and so on. */
export const isRound = (times: number): boolean => /^[125]0*$/.test(String(times));
