import { describe, expect, it } from 'vitest';
import type { Directory } from '../../../../core/directory/directory.ts';
import { quietDirectly } from '../../../../functions/shared/tell-directly.ts';
import { submissions } from '../../../support/given/catalog.ts';
import { directory, people } from '../../../support/given/directory.ts';
import { requestIn } from '../../../support/given/requests.ts';
import { review, twoGroups } from '../../../support/given/rulings.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { memorySystem } from '../../../support/memory-system.ts';

const output = capturedOutput();
const { securityOne, securityTwo, dataOne, onCall, owner } = people;

/** These want a message of their own. */
const wishing = (...ids: readonly string[]): Directory =>
  directory({
    people: Object.values(people).map((one) => ({
      ...one,
      groups: [...one.groups],
      ...(ids.includes(one.id) && { notify: 'dm' as const }),
    })),
  });
const world = (...ids: readonly string[]) =>
  memorySystem({ directory: wishing(...ids), ruleOn: () => review(twoGroups) });
type World = ReturnType<typeof world>;
const toldIn = ({ direct }: World) => direct.slack.told.map(({ handle, quiet }) => [handle, quiet]);

describe('people who want a message of their own', () => {
  it('get one when they are asked, which leads to the card, and nobody else gets any', async () => {
    const system = world(securityOne.id, owner.id, people.outsider.id);
    const { id } = await system.asked(submissions.remove());
    expect(toldIn(system)).toEqual([[securityOne.handles.slack, false]]);
    const [card] = await system.cards.list(id);
    expect(system.direct.slack.told[0]?.card).toBe(card?.ref);
  });

  it('of a later tier get it then, and the first no second', async () => {
    const system = world(securityOne.id, onCall.id);
    await system.asked(submissions.remove());
    await system.pass(700);
    expect(toldIn(system)).toEqual([
      [securityOne.handles.slack, false],
      [onCall.handles.slack, false],
    ]);
  });

  it('read in it what became of the request, once it is over', async () => {
    const system = world(securityOne.id, dataOne.id);
    const request = await system.asked(submissions.remove());
    await system.click(securityTwo.id, 'deny', request);
    await system.settle();
    expect(toldIn(system)).toEqual([
      [securityOne.handles.slack, true],
      [dataOne.handles.slack, true],
    ]);
    expect(system.direct.slack.told[0]?.request.state).toBe('denied');
  });

  it('keep nobody waiting where it does not arrive: the card asks all the same, and it is counted', async () => {
    const system = world(securityOne.id);
    system.direct.slack.down = true;
    const request = await system.asked(submissions.remove());
    expect(toldIn(system)).toEqual([]);
    expect(system.messenger.cards.size).toBe(1);
    expect(output.text()).toContain('MessengerUnavailable');
    await system.click(securityTwo.id, 'deny', request);
    await system.settle();
    expect(await system.stateOf(request.id)).toBe('denied');
  });

  it('are not passed over for a bug: that is thrown', async () => {
    const broken = {
      directMessages: {
        list: async () => [{ door: 'slack', ref: 'D1/1.1', person: securityOne.id }],
        put: async () => {},
      },
      directMessengers: [
        {
          door: 'slack',
          tell: async () => ({ door: 'slack', ref: '' }),
          quiet: () => Promise.reject(new TypeError('a bug')),
        },
      ],
    };
    await expect(quietDirectly(broken, requestIn('denied'))).rejects.toThrow('a bug');
  });
});
