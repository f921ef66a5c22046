/** Who the local Slack says it is. The ids have Slack's shapes and mean nothing. */
export const team = { id: 'T0LOCAL', domain: 'local', name: 'Local Slack' } as const;
export const app = {
  id: 'A0COUNTERSIGN',
  botId: 'B0COUNTERSIGN',
  userId: 'U0COUNTERSIGN',
  name: 'Countersign',
} as const;
