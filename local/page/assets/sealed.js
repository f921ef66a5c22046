import { byId, el } from './dom.js';
import { icon } from './icons.js';
import { showList } from './show-list.js';
import { fullTime } from './times.js';

/** The objects in the audit bucket, newest first. */
export function showSealed(objects) {
  showList(byId('sealed-list'), objects.slice(0, 50), {
    key: ({ key }) => key,
    build: drawObject,
    empty: () =>
      el(
        'p',
        { class: 'soft' },
        'The bucket is empty. Records arrive here a moment after they are written, and cannot be deleted.',
      ),
  });
}

const drawObject = ({ key, bytes, lockedUntil, recordIds }) =>
  el(
    'div',
    { class: 'object' },
    icon('lock'),
    el('span', { class: 'mono key', title: key }, key),
    el(
      'span',
      { class: 'soft' },
      `${recordIds.length} ${recordIds.length === 1 ? 'record' : 'records'}, ${bytes.toLocaleString('en')} bytes, locked until `,
      fullTime(lockedUntil),
    ),
  );
