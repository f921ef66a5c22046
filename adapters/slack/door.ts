import type { Door } from '../../core/directory/directory.ts';

export const slackDoor: Door = {
  name: 'slack',
  title: 'Slack',
  handlePattern: /^[UW][A-Z0-9]{2,20}$/,
  handleHint: 'a Slack user id looks like U012AB3CD',
  usergroups: { pattern: /^S[A-Z0-9]{2,20}$/, hint: 'the id of a Slack user group looks like S012AB3CD' },
};
