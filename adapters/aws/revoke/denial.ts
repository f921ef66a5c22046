import { after } from '../../../core/request/deadlines.ts';
import { type Denial, denying } from '../role-policies.ts';

/** Its name says whom it denies, and since when their session is: that is read from nothing else. */
const prefix = 'countersign-revoked-';

/** @internal For a role in tests. IAM takes as many characters in all policies that stand in one role, white space apart; of these that is room for fifty. */
export const maxInlineLength = 10_240;

/** Denies the session of one request. AWS sets the source identity when a session begins, and nobody can change it. */
export const denialOf = (requestId: string, startedAt: string): Denial => ({
  name: nameOf(requestId, startedAt),
  text: denying({ StringEquals: { 'aws:SourceIdentity': `countersign-${requestId}` } }),
});

/** Denies every session that began until `now`. It is shorter than the denial of one. */
export const denialOfAll = (name: string, now: string): Denial => ({
  name,
  text: denying({ DateLessThanEquals: { 'aws:TokenIssueTime': `${now.slice(0, 19)}Z` } }),
});

/** A session lives for a quarter of an hour; clocks differ, and IAM takes a while. */
const keptSeconds = 3_600;

/** What it denied has ended long ago. Whatever else stands in the role is not ours to judge. */
export function isOver(name: string, now: string): boolean {
  const [, since] = pattern.exec(name) ?? [];
  return (
    since !== undefined &&
    now >= after(since.replace(/^(.{4})(..)(.{5})(..)(..)Z$/, '$1-$2-$3:$4:$5Z'), keptSeconds)
  );
}

export const isDenial = (name: string): boolean => pattern.test(name);

const pattern = new RegExp(`^${prefix}(\\d{8}T\\d{6}Z)-[0-9a-f]{32}$`);

/** The same at every try: what is denied twice stands once. */
const nameOf = (requestId: string, startedAt: string): string =>
  `${prefix}${startedAt.slice(0, 19).replaceAll(/[-:]/g, '')}Z-${requestId}`;
