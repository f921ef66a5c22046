/** What a record says, by the type of its change: an icon, and a sentence after the actor's name. */
export function wordsOf(record) {
  const { change } = record;
  return sayings[change.type]?.(record) ?? ['ask', change.type];
}

const verbs = { approve: 'approved', deny: 'denied' };

const sayings = {
  submitted: ({ state }) => [
    'ask',
    {
      pending: 'asked; people are needed',
      allowed: 'asked; policy allowed it',
      refused: 'asked; policy refused it',
    }[state],
  ],
  voted: ({ change }) => [
    change.choice === 'approve' ? 'check' : 'cross',
    `${verbs[change.choice]}${quoted(change.reason)}`,
  ],
  'vote-refused': ({ change }) => [
    'hand',
    `tried to ${change.choice} and may not: ${refusals[change.why] ?? change.why}`,
  ],
  'vote-taken-back': () => ['back', 'took their vote back'],
  questioned: ({ change }) => ['ask', `asked the agent${quoted(change.text)}`],
  answered: ({ change }) => ['play', `answered question ${change.question}${quoted(change.text)}`],
  joined: ({ change }) => ['ask', `asked for the same${quoted(change.reason)}`],
  notified: ({ change }) => ['up', `told the next people: ${change.groups.join(', ')}`],
  expired: ({ change }) => ['clock', `let it expire${quoted(change.error)}`],
  withdrawn: ({ change }) => ['back', `withdrew it${quoted(change.reason)}`],
  looked: (record) => ['eye', looked(record)],
  started: () => ['play', 'took the approval to run it'],
  running: () => ['play', 'began to run it, with credentials made for this one call'],
  ran: () => ['check', 'ran it, and AWS did it'],
  'not-run': ({ change }) => ['cross', notRun(change)],
  unanswered: () => ['ask', 'had no answer of AWS: it may have run'],
  granted: () => ['play', 'was given credentials for it'],
  'grant-ended': () => ['clock', 'saw its credentials end'],
  revoked: ({ change }) => [
    'hand',
    change.all
      ? 'took its credentials back, with those of every request in this account'
      : 'took its credentials back',
  ],
  redeemed: () => ['check', 'redeemed its ticket'],
  lapsed: () => ['clock', 'let the approval lapse unused'],
  reported: ({ change, state }) => ['play', `reported: ${state}${quoted(change.detail)}`],
  confirmed: () => ['check', 'found in CloudTrail exactly what was signed'],
  drifted: ({ change }) => [
    'cross',
    `found in CloudTrail another call than was signed: other at ${(change.differences ?? []).map(({ pointer }) => pointer).join(', ')}`,
  ],
  unseen: () => ['ask', 'did not find it in CloudTrail within a day'],
  unreported: () => ['ask', 'heard of no end: it may have run'],
};

function looked({ change: { seen, notSeen, voided }, state }) {
  if (voided.length > 0)
    return `saw that what it changes is another now; the votes of ${voided.join(', ')} count no more`;
  if (!seen) return `could not look at what it changes${quoted(notSeen)}`;
  return state === 'done' ? 'looked at what it left' : 'looked at what it would change';
}

function notRun({ sent, failure: { code } }) {
  if (sent) return `tried to run it, and AWS refused: ${code}`;
  return code === 'stale'
    ? 'did not run it: what it changes is another than people saw'
    : `did not run it: ${code}`;
}

/** Why a vote did not count, after "may not:". */
const refusals = {
  'not-pending': 'it is decided already',
  expired: 'the time to decide it is over',
  owner: 'they own this agent',
  asker: 'they asked for this undo',
  'own-session': 'this agent acts for them',
  'unknown-person': 'they are not in the directory',
  'outside-groups': 'they are in none of the groups asked',
  'not-by-usergroup': 'a user group fills no place of what is critical',
  'already-voted': 'they have voted already',
  'needs-reason': 'they gave no reason',
  'too-early': 'their turn in the place of another group comes later',
  'only-told': 'they were told, and may only say no',
  'other-digest': 'the button belonged to another version',
  'other-seen': 'what it changes is another than their button showed',
  'groups-complete': 'their groups have said all they can',
  guest: 'they are no full member of the workspace',
  bot: 'it is an app, and no person',
  deactivated: 'their account is deactivated',
  'other-workspace': 'they are of another workspace',
  'two-people': 'their id and their e-mail address are two people',
  'unconfirmed-email': 'their e-mail address is not confirmed',
  'user-not-told': 'nobody could say who they are',
  'groups-not-told': 'nobody could say who is in the group',
};

const quoted = (words) => (words ? `: “${words}”` : '');
