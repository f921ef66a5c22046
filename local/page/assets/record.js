import { details } from './details.js';
import { el } from './dom.js';
import { icon } from './icons.js';
import { wordsOf } from './record-words.js';
import { clockTime } from './times.js';

/** One record: its sentence, whether it is sealed, and the whole of it when opened. */
export function drawRecord({ record, key }, { names, openRecords }) {
  const [mark, sentence] = wordsOf(record);
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
