import { details } from './details.js';
import { el } from './dom.js';
import { icon } from './icons.js';
import { clockTime } from './times.js';

const verbs = { approve: 'approved', deny: 'denied' };

/** What a record says, by its type: an icon and a sentence after the actor's name. */
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
  joined: ({ change }) => ['ask', `asked for the same${quoted(change.reason)}`],
  notified: ({ change }) => ['up', `told the next people: ${change.groups.join(', ')}`],
  expired: ({ change }) => ['clock', `let it expire${quoted(change.error)}`],
  withdrawn: ({ change }) => ['back', `withdrew it${quoted(change.reason)}`],
  started: () => ['play', 'took the approval to run it'],
  lapsed: () => ['clock', 'let the approval lapse unused'],
  reported: ({ change, state }) => ['play', `reported: ${state}${quoted(change.detail)}`],
};

/** Why a vote did not count, after "may not:". */
const refusals = {
  owner: 'they own this agent',
  'own-session': 'this agent acts for them',
  'unknown-person': 'they are not in the directory',
  'outside-groups': 'they are in none of the groups asked',
  'other-digest': 'the button belonged to another version',
  'groups-complete': 'their groups have said all they can',
};

const quoted = (words) => (words ? `: “${words}”` : '');

/** One record: its sentence, whether it is sealed, and the whole of it when opened. */
export function drawRecord({ record, key }, { names, openRecords }) {
  const [mark, sentence] = sayings[record.change.type]?.(record) ?? ['ask', record.change.type];
  const finishes = record.change.type === 'voted' && record.state !== 'pending';
  return el(
    'li',
    {},
    details(
      openRecords,
      record.id,
      'record',
      el(
        'summary',
        { 'data-focus': record.id },
        el('span', { class: 'record-mark' }, icon(mark)),
        el(
          'span',
          { class: 'record-words' },
          el('strong', {}, names(record.actor.id) ?? record.actor.id),
          ` ${sentence}`,
          finishes && el('span', { class: 'soft' }, ` → ${record.state}`),
        ),
        el('span', { class: 'record-side' }, clockTime(record.at), sealMark(key)),
      ),
      el('pre', { class: 'code', tabindex: 0 }, JSON.stringify(record, null, 2)),
      key && el('p', { class: 'soft mono wrap' }, key),
    ),
  );
}

const sealMark = (key) =>
  key
    ? el('span', { class: 'seal', title: `Sealed in ${key}` }, icon('lock'), 'sealed')
    : el('span', { class: 'seal not-yet' }, 'sealing…');
