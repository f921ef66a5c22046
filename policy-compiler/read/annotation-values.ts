import { groupName } from '../../core/directory/directory.ts';
import { didYouMean } from '../../core/lib/did-you-mean.ts';
import { parseDuration } from '../../core/lib/duration.ts';
import { type Asked, risks, runModes, type Substitute } from '../../core/policy/ruling.ts';
import { containModes, onDeniedModes } from '../../core/policy/when-seen.ts';

/** Who is asked where a policy says only how many: `@approvals("2")`. */
export const defaultApprovers = 'approvers';
const longestSeconds = 30 * 86_400;

/** What is wrong with a value, to be read after the annotation's name. */
export class Mistake {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

const listed = (text: string): string[] => text.split(',').map((part) => part.trim());
const isGroup = (text: string): boolean => groupName.safeParse(text).success;
const quote = (text: string): string => JSON.stringify(text);

export const parseId = (text: string): string | Mistake =>
  /^[a-z0-9][a-z0-9-]{0,99}$/.test(text)
    ? text
    : new Mistake(`${quote(text)} is not an id: lower case letters, digits and dashes, at most 100`);

const oneOf =
  <T extends string>(values: readonly T[]) =>
  (text: string): T | Mistake =>
    values.find((value) => value === text) ??
    new Mistake(`${quote(text)} is not one of ${values.join(', ')}${didYouMean(text, values)}`);

export const parseRisk = oneOf(risks);
export const parseRun = oneOf(runModes);
export const parseOnDenied = oneOf(onDeniedModes);
export const parseContain = oneOf(containModes);

/** One word, so that a typo is no other setting. */
export const parseReason = (text: string): 'required' | Mistake =>
  text === 'required'
    ? text
    : new Mistake(`${quote(text)} is not "required", which is all that it can say: leave the annotation out`);

/** As the settings call it. Its id in a room is theirs to say. */
export const parseChannel = (text: string): string | Mistake =>
  isGroup(text)
    ? text
    : new Mistake(
        `${quote(text)} is not the name of a channel in the settings (slack.channels): lower case letters, digits and dashes`,
      );

/** "security: 1, data-owners: 2", or "2" of the default group. */
export function parseApprovals(text: string): Asked['approvals'] | Mistake {
  const approvals: Asked['approvals'] = [];
  for (const part of listed(text)) {
    const [, group = defaultApprovers, count] = /^(?:([^\s:]+)\s*:\s*)?([1-9]\d?)$/.exec(part) ?? [];
    if (!count || !isGroup(group))
      return new Mistake(`cannot be read at ${quote(part)}: write "group: people", such as "security: 1"`);
    if (approvals.some((approval) => approval.group === group))
      return new Mistake(`names the group ${quote(group)} twice`);
    approvals.push({ group, count: Number(count) });
  }
  return approvals;
}

export function parseExpires(text: string): number | Mistake {
  const seconds = parseDuration(text);
  if (seconds === undefined) return new Mistake(badDuration(text));
  return seconds <= longestSeconds ? seconds : new Mistake(`${quote(text)} is too long: 30d at the most`);
}

/** "10m: sre-oncall, 20m: managers". */
export function parseNotifications(text: string, expiresSeconds: number): Asked['notifications'] | Mistake {
  const notifications: Asked['notifications'] = [];
  for (const part of listed(text)) {
    const [, after, group = ''] = /^([^\s:]+)\s*:\s*(\S+)$/.exec(part) ?? [];
    if (!after || !isGroup(group))
      return new Mistake(`cannot be read at ${quote(part)}: write "time: group", such as "10m: sre-oncall"`);
    const afterSeconds = parseDuration(after);
    if (afterSeconds === undefined) return new Mistake(badDuration(after));
    if (afterSeconds >= expiresSeconds)
      return new Mistake(`${quote(part)} comes too late: the request has expired by then`);
    notifications.push({ afterSeconds, group });
  }
  return notifications;
}

/** "20m: approvers -> sre-oncall": each once. */
export function readSubstitutes(text: string): Substitute[] | Mistake {
  const substitutes: Substitute[] = [];
  for (const part of listed(text)) {
    const [, after, group = '', by = ''] = /^([^\s:]+)\s*:\s*(\S+)\s*->\s*(\S+)$/.exec(part) ?? [];
    if (!after || !isGroup(group) || !isGroup(by))
      return new Mistake(
        `cannot be read at ${quote(part)}: write "time: group -> substitute", such as "20m: approvers -> sre-oncall"`,
      );
    const afterSeconds = parseDuration(after);
    if (afterSeconds === undefined) return new Mistake(badDuration(after));
    if (group === by) return new Mistake(`${quote(part)} puts a group in its own place`);
    if (substitutes.some((known) => known.group === group && known.by === by))
      return new Mistake(`names ${quote(by)} in the place of ${quote(group)} twice`);
    substitutes.push({ afterSeconds, group, by });
  }
  return substitutes;
}

/** The same of a policy: each for a group that is asked, while it is asked. */
export function parseSubstitutes(
  text: string,
  { approvals, expiresSeconds }: Pick<Asked, 'approvals' | 'expiresSeconds'>,
): Substitute[] | Mistake {
  const substitutes = readSubstitutes(text);
  if (substitutes instanceof Mistake) return substitutes;
  for (const [index, part] of listed(text).map(quote).entries()) {
    const { afterSeconds = 0, group = '' } = substitutes[index] ?? {};
    if (afterSeconds >= expiresSeconds)
      return new Mistake(`${part} comes too late: the request has expired by then`);
    if (!approvals.some((approval) => approval.group === group))
      return new Mistake(`${part} has no place to fill: @approvals does not ask ${quote(group)}`);
  }
  return substitutes;
}

const badDuration = (text: string): string =>
  `${quote(text)} is not a duration: write a whole number and its unit, such as "45s", "30m", "4h" or "2d"`;
