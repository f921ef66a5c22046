/** What Slack answers about a message that people took out of our reach: deleted, its channel archived or left. */
export const gone = new Set([
  'message_not_found',
  'thread_not_found',
  'cant_update_message',
  'channel_not_found',
  'not_in_channel',
  'is_archived',
]);
