import { describe, expect, it } from 'vitest';
import { cardBlocks } from '../../../../adapters/slack/card.ts';
import { expire, notifyTier } from '../../../../core/request/close-request.ts';
import type { Request } from '../../../../core/request/request.ts';
import { people } from '../../../support/given/directory.ts';
import { counted, pending } from '../../../support/given/requests.ts';
import { twoGroups } from '../../../support/given/rulings.ts';

/** What a reader far away from any zone reads, in one line. */
function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).join('');
  if (typeof value !== 'object' || value === null) return '';
  if ('fallback' in value) return String(value.fallback);
  return 'text' in value && typeof value.text === 'string' ? value.text : wordsOf(Object.values(value));
}
const textOf = (request: Request): string => wordsOf(cardBlocks(request, []));
const over = '2026-01-05T12:30:00.000Z';

describe('a card', () => {
  it('says from the start who may sign in whose place, and from when', () => {
    const substitutes = [{ afterSeconds: 600, group: 'security', by: 'sre-oncall' }];
    expect(textOf(pending({ substitutes }))).toContain(
      'From 2026-01-05 12:10 UTC on sre-oncall may sign in the place of security.',
    );
    expect(textOf(pending())).not.toContain('may sign in the place');
  });

  it('that expired says who was asked, who was told, and until when', () => {
    const told = notifyTier(pending(twoGroups), 1, '2026-01-05T12:10:00.000Z').request;
    const voted = counted(told, people.securityOne).request;
    if (voted.state !== 'pending') throw new Error('One of two has signed.');
    const text = textOf(expire(voted, over).request);
    expect(text).toContain('1 of 2 approvals.');
    expect(text).toContain(
      'Asked: 1 of security and 1 of data-owners; told later: sre-oncall. From 2026-01-05 12:00 UTC until 2026-01-05 12:30 UTC.',
    );
  });

  it('that expired names nobody who was told later, where nobody was', () => {
    expect(textOf(expire(pending(), over).request)).toContain(
      'Asked: 1 of security. From 2026-01-05 12:00 UTC until 2026-01-05 12:30 UTC.',
    );
  });
});
