import { describe, expect, it } from 'vitest';
import type { Channels } from '../../core/policy/channels.ts';
import { submissions } from '../support/given/catalog.ts';
import { people } from '../support/given/directory.ts';
import { allow, review, ruleBy } from '../support/given/rulings.ts';
import { type CallSeen, callSeen, deniedCall } from '../support/given/sighted-event.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { memorySystem } from '../support/memory-system.ts';

capturedOutput();

const inSecrecy = review({ run: 'countersign', channel: 'secrecy' });
const ruleOn = ruleBy({
  'rds:DeleteDBInstance': inSecrecy,
  'rds:DescribeDBInstances': allow,
  'iam:CreateUser': review({ run: 'countersign' }),
});
const channels: Channels = {
  secrecy: { risks: [], environments: [] },
  production: { risks: [], environments: ['prod'] },
};
const removal: CallSeen = {
  call: 'rds:DeleteDBInstance',
  parameters: { dBInstanceIdentifier: 'orders', skipFinalSnapshot: true },
};
const creation: CallSeen = { call: 'iam:CreateUser', parameters: { userName: 'backup' } };
const system = () => memorySystem({ ruleOn, channels });

describe('what is asked in one channel', () => {
  it('stays what it is in every move of the request, so that its card stays where it is', async () => {
    const one = system();
    const request = await one.asked(submissions.remove());
    await one.click(people.securityOne.id, 'approve', request);
    await one.settle();
    const moves = one.requests.written.map(({ request: { ruling } }) => ruling);
    expect(moves.length).toBeGreaterThan(2);
    for (const ruling of moves) expect(ruling).toMatchObject({ terms: { channel: 'secrecy' } });
    expect(one.messenger.cards.size).toBe(1);
  });

  it('is told there too when AWS denied it: an hour has a card for each channel, with its own calls alone', async () => {
    const one = system();
    await one.sighted(deniedCall(removal), deniedCall(creation), deniedCall(removal));
    const told = [...one.deniedRooms.slack.cards.values()].map(
      ({ channel, lines }) => [channel, lines.map(({ action, times }) => `${action} ${times}`)] as const,
    );
    expect(told).toHaveLength(2);
    expect(new Map(told)).toEqual(
      new Map([
        ['secrecy', ['rds:DeleteDBInstance 2']],
        // Its policies name none, and would have asked in the room's own.
        [undefined, ['iam:CreateUser 1']],
      ]),
    );
  });

  it('is turned into a request from its own card, which shows it', async () => {
    const one = system();
    await one.sighted(deniedCall(removal));
    const [sighting] = one.sightings.written;
    await one.turn(people.owner.id, sighting?.id ?? '');
    const [request] = one.requests.written;
    expect(request?.request.ruling).toMatchObject({ terms: { channel: 'secrecy' } });
    const [card] = one.deniedRooms.slack.cards.values();
    expect(card).toMatchObject({ channel: 'secrecy', lines: [{ requestId: request?.request.id }] });
  });

  it('is an incident there, where it was done around the gate', async () => {
    const one = system();
    await one.sighted(callSeen(removal));
    const [opened] = one.incidents.written;
    expect(opened?.incident).toMatchObject({ kind: 'unapproved', channel: 'secrecy' });
  });
});

it('what nobody would have been asked about is told where the settings say, by its environment', async () => {
  const one = memorySystem({ ruleOn: ruleBy({}), channels });
  await one.sighted(deniedCall(removal));
  expect([...one.deniedRooms.slack.cards.values()]).toMatchObject([{ channel: 'production' }]);
  const two = memorySystem({ ruleOn: ruleBy({}), channels });
  await two.sighted(callSeen(removal));
  expect(two.incidents.written[0]?.incident).toMatchObject({ channel: 'production' });
});
