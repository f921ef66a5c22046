import { describe, expect, it } from 'vitest';
import { foundBy } from '../../../../core/vote/found-by.ts';
import { people } from '../../../support/given/directory.ts';
import { counted, pending, requestIn } from '../../../support/given/requests.ts';
import { twoGroups } from '../../../support/given/rulings.ts';

const { securityOne, owner } = people;

describe('a request', () => {
  it('is found by the groups that it asks and tells, by whoever answers for it, and by whoever has voted', () => {
    const { request } = counted(pending(twoGroups), securityOne);
    expect(foundBy(request)).toMatchObject({
      groups: expect.arrayContaining(['security', 'data-owners', 'sre-oncall']),
      owners: [owner.id],
      until: '2026-01-05T12:30:00.000Z',
      votes: [{ person: securityOne.id }],
    });
  });

  it('is found by whoever asked for it too, once', () => {
    expect(foundBy({ ...pending(), asker: securityOne.id })).toMatchObject({
      owners: [owner.id, securityOne.id],
    });
    expect(foundBy({ ...pending(), asker: owner.id })).toMatchObject({ owners: [owner.id] });
  });

  it('is found by nobody where nobody is asked, and has no votes where it was none', () => {
    expect(foundBy(requestIn('allowed'))).toBeUndefined();
    expect(foundBy(requestIn('refused'))).toBeUndefined();
    expect(foundBy(pending())).toMatchObject({ votes: [] });
  });
});
