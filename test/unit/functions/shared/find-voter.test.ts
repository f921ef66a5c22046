import { expect, it } from 'vitest';
import { slackDoor } from '../../../../adapters/slack/door.ts';
import { type Asking, findVoter } from '../../../../functions/shared/find-voter.ts';
import { directory, people } from '../../../support/given/directory.ts';
import { memoryRoomUsers } from '../../../support/memory-room-users.ts';

it('Slack is asked who pressed while the request is still being read, and then for its groups', async () => {
  const roomUsers = memoryRoomUsers('slack');
  roomUsers.groups.set('S0DATA', [people.securityOne.handles.slack]);
  const known = directory({ groups: [{ name: 'data-owners', usergroup: { slack: 'S0DATA' } }] });
  const { slack: handle } = people.securityOne.handles;
  const reading = Promise.withResolvers<Asking | undefined>();
  const voter = findVoter({ door: slackDoor, roomUsers, directory: known }, handle, reading.promise);
  expect(roomUsers.asked).toEqual([handle]);
  reading.resolve({ groups: ['data-owners'], risk: 'high' });
  expect(await voter).toMatchObject({
    kind: 'person',
    person: { id: people.securityOne.id },
    through: [{ group: 'data-owners' }],
  });
  expect(roomUsers.asked).toEqual([handle, 'S0DATA']);
});
