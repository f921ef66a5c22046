/** What a function logs, by a code that stays: queries may filter by it. docs/log-codes.md lists them. */
export const logEvents = {
  'request-failed': ['error', 'A request failed on our side'],
  'slack-call-unsigned': ['warn', 'A call to the Slack route was not signed by Slack'],
  'click-unreadable': ['warn', 'A click could not be read'],
  'vote-clicked': ['info', 'A vote button was clicked'],
  'undo-clicked': ['info', 'An undo button was clicked'],
  'undo-asked': ['info', 'A person asked for an undo'],
  'person-not-told': ['warn', 'The person could not be told why'],
  'ticket-refused': ['warn', 'A ticket was not redeemed'],
  'move-not-relayed': ['error', 'A move could not be relayed'],
  'cards-not-current': [
    'warn',
    'The cards are not current; the workflow brings them up to date when it concludes',
  ],
  'request-executed': ['info', 'A request was to be run'],
  'run-end-not-written': ['error', 'What became of a run could not be written'],
  'seen-after-not-written': ['warn', 'What a run left could not be written'],
  'target-not-seen': ['warn', 'What a request would change could not be looked at'],
  'run-refused': ['warn', 'A session asked to run what it may not'],
  'credentials-given': ['info', 'An agent was given credentials'],
  'credentials-refused': ['warn', 'A session asked for credentials that it may not have'],
  'revoke-clicked': ['info', 'A button that takes credentials back was clicked'],
  'credentials-revoked': ['info', 'Credentials were taken back'],
  'denials-removed': ['info', 'Denials of sessions that are over were removed'],
  'denials-not-removed': ['error', 'Denials of sessions that are over could not be removed'],
  'request-not-swept': ['error', 'A request could not be swept'],
  'requests-swept': ['info', 'Requests were swept'],
  'record-set-aside': ['error', 'A record could not be sealed, and is kept as it came'],
  'hours-closed': ['info', 'Hours of the trail were closed'],
  'objects-late': ['warn', 'Objects came after their hour was closed; the next digest file has them'],
} as const satisfies Record<string, readonly ['info' | 'warn' | 'error', string]>;

export type LogCode = keyof typeof logEvents;
