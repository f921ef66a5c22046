import { expect, it } from 'vitest';
import { MessengerUnavailable } from '../../../../core/ports/messenger.ts';
import { personNotTold } from '../../../../functions/shared/person-not-told.ts';

it('that a room cannot be reached changes nothing of what was done', async () => {
  const error = new MessengerUnavailable('slack', 'Slack could not be reached.');
  await expect(Promise.reject(error).catch(personNotTold)).resolves.toBeUndefined();
});

it('a bug is not taken for a room that cannot be reached', async () => {
  const bug = new TypeError('blocks is not a list');
  await expect(Promise.reject(bug).catch(personNotTold)).rejects.toBe(bug);
});
