/** A note tells what follows from policies that are as they were meant. */
export type Severity = 'error' | 'warning' | 'note';

/** What a check can find, and how grave it is. Codes are stable: tools may branch on them. docs/policy.md lists them. */
export const findingCodes = {
  unreadable: 'error',
  'stray-file': 'error',
  'no-directory': 'error',
  'no-policy': 'error',
  'not-yaml': 'error',
  'bad-field': 'error',

  'not-cedar': 'error',
  'no-id': 'error',
  'repeated-id': 'error',
  'unknown-annotation': 'error',
  'misplaced-annotation': 'error',
  'bad-annotation': 'error',
  'not-in-schema': 'error',
  'odd-text': 'warning',

  'unknown-agent': 'error',
  'unknown-environment': 'error',
  'unlisted-account': 'warning',
  'unknown-text': 'error',
  'unknown-attribute': 'error',
  'never-matches': 'error',
  shadowed: 'error',
  'cannot-run-so': 'error',
  'waits-for-agent': 'note',
  'cannot-ask-so': 'error',
  'unseen-alias': 'warning',
  'two-cases': 'warning',
  'stated-allows': 'warning',
  'stated-loosens': 'warning',

  'unknown-group': 'error',
  'too-few-people': 'error',
  'too-few-without-owners': 'error',
  'too-few-for-some': 'warning',
  'too-many-together': 'warning',
  'critical-usergroup': 'error',
  'people-not-provable': 'warning',

  'unknown-channel': 'error',
  'two-channels': 'error',

  'repeated-person': 'error',
  'repeated-agent': 'error',
  'alike-people': 'warning',
  'unknown-room': 'error',
  'bad-handle': 'error',
  'shared-handle': 'error',
  'repeated-group': 'error',
  'bad-usergroup': 'error',
  'bad-role': 'error',
  'shared-role': 'error',
  'uncovered-role': 'error',
  'unknown-owner': 'error',
  'nobody-told': 'warning',

  'case-unusable': 'error',
  'case-not-met': 'error',
} as const satisfies Record<string, Severity>;

export type FindingCode = keyof typeof findingCodes;
