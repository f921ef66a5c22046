/** What Slack would tell somebody whose press or words did not arrive. */
export const failures = {
  refused: ({ status }) => `Countersign refused this (HTTP ${status}).`,
  'timed-out': () =>
    'Countersign did not answer within three seconds. Slack would warn you and send nothing again.',
  unreachable: () => 'Countersign cannot be reached. Slack would warn you here.',
  gone: () => 'This is no longer there.',
  'not-understood': () => 'What Countersign answered is nothing that Slack takes.',
};
