import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardBlocks } from '../../../../adapters/slack/card.ts';
import { mentionsOf, mostMentions, ring, ringInMarkup } from '../../../../adapters/slack/mentions.ts';
import { checkBlocks } from '../../../../local/slack/block-kit/check-blocks.ts';
import { parseMrkdwn } from '../../../../local/slack/mrkdwn/parse-mrkdwn.ts';
import { directory, people } from '../../../support/given/directory.ts';
import { pending } from '../../../support/given/requests.ts';

const known = directory({ groups: [{ name: 'data-owners', usergroup: { slack: 'S0DATA' } }] });
const everyone = { directory: known, countsInSlack: true, isAskable: () => true };

describe('who rings', () => {
  it('is the user group, once, where Slack keeps the group, and not its people', () => {
    expect(mentionsOf(['data-owners', 'data-owners'], everyone)).toEqual(['S0DATA']);
    expect(mentionsOf(['sre-oncall', 'data-owners'], everyone)).toEqual([
      'S0DATA',
      people.onCall.handles.slack,
    ]);
  });

  it('is the people whom the directory puts there, where a user group does not count', () => {
    const rung = mentionsOf(['data-owners'], { ...everyone, countsInSlack: false });
    expect(rung).toContain(people.dataOne.handles.slack);
    expect(rung).not.toContain('S0DATA');
  });

  it('is nobody who wants a message of their own or none, and nobody of whom the directory has no id', () => {
    const { securityOne, securityTwo, securityThree, dataOne } = people;
    const wishing = [
      { ...securityOne, notify: 'channel' as const },
      { ...securityTwo, notify: 'dm' as const },
      { ...securityThree, notify: 'none' as const },
      { ...dataOne, groups: ['security'], handles: {} },
    ];
    const asked = { ...everyone, directory: directory({ people: wishing, agents: [] }) };
    expect(mentionsOf(['security'], asked)).toEqual([securityOne.handles.slack]);
  });

  it('is nobody who cannot decide, nobody twice, and no more than are no noise', () => {
    const anyGroups = fc.array(fc.constantFrom('security', 'data-owners', 'sre-oncall', 'sales', 'nobody'));
    fc.assert(
      fc.property(anyGroups, fc.boolean(), (groups, countsInSlack) => {
        const isAskable = ({ id }: { id: string }) => id !== people.owner.id;
        const rung = mentionsOf(groups, { directory: known, countsInSlack, isAskable });
        expect(new Set(rung).size).toBe(rung.length);
        expect(rung.length).toBeLessThanOrEqual(mostMentions);
        expect(rung).not.toContain(people.owner.handles.slack);
      }),
    );
  });

  it('are all groups before people, where there are too many', () => {
    const many = Array.from({ length: 40 }, (_, at) => ({
      id: `p${at}@example.com`,
      name: `P${at}`,
      handles: { slack: `U0P${at}` },
      groups: ['security'],
    }));
    const rung = mentionsOf(['security', 'data-owners'], {
      ...everyone,
      directory: { ...known, people: many },
    });
    expect(rung).toHaveLength(mostMentions);
    expect(rung[0]).toBe('S0DATA');
  });
});

describe('a user group', () => {
  it('rings on a card as Slack has it', () => {
    expect(ring('S0DATA')).toEqual({ type: 'usergroup', usergroup_id: 'S0DATA' });
    const blocks = cardBlocks(pending(), ['S0DATA', 'U0SECONE']);
    expect(checkBlocks(blocks)).toMatchObject({ kind: 'valid' });
    expect(JSON.stringify(blocks)).toContain('{"type":"usergroup","usergroup_id":"S0DATA"}');
  });

  it('rings in a text of the thread', () => {
    expect(parseMrkdwn(`Look ${ringInMarkup('S0DATA')}`, { verbatim: true })).toEqual([
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Look ' },
          { type: 'usergroup', usergroup_id: 'S0DATA' },
        ],
      },
    ]);
  });
});
