import { byId, el } from './dom.js';
import { get } from './server.js';
import { showList } from './show-list.js';
import { clockTime } from './times.js';

const names = {
  seen: 'seen',
  matched: 'matched',
  denied: 'denied',
  unmatched: 'unmatched',
  drifted: 'drifted',
  plainlyAllowed: 'plainly allowed',
  late: 'late',
  notUnderstood: 'not understood',
};
const bad = ['unmatched', 'drifted', 'notUnderstood', 'unseen'];

const numbers = (counts, shown) =>
  Object.entries(shown).map(([name, words]) =>
    el(
      'span',
      { 'data-count': name, class: bad.includes(name) && counts[name] > 0 ? 'count bad' : 'count' },
      el('strong', {}, String(counts[name])),
      ` ${words}`,
    ),
  );

/** One coverage by the last record of its chain, which tells how it stands. */
const drawCoverage = ({ id, state, counts, record, at, records, read, gaps }) =>
  el(
    'li',
    { 'data-coverage': id, class: 'coverage' },
    el(
      'p',
      { class: 'counts' },
      el('strong', {}, id),
      ...numbers(counts, { ...names, unseen: 'runs not seen' }),
    ),
    el(
      'p',
      { class: 'soft' },
      `${state === 'closed' ? 'Closed' : 'Open'}: record ${record}, the last of ${records}, at `,
      clockTime(at),
    ),
    read.length === 0 && el('p', { class: 'soft' }, 'Nothing of it is read yet: these numbers will grow.'),
    ...read.map(({ place, through }) => el('p', { class: 'soft' }, `${place}: read until ${through}`)),
    ...gaps.map((gap) => el('p', { class: 'count bad' }, gap)),
  );

/** What CloudTrail told of, in numbers and one by one. */
export function createSeen({ announce }) {
  let incidents;

  const draw = ({ id, call, who, at, place, verdict, words }) =>
    el(
      'li',
      { 'data-sighting': id, class: `sighting ${verdict}` },
      el('strong', {}, call),
      el('span', { class: 'soft' }, clockTime(at), ` by ${who.split('/').slice(-2).join('/')}, ${place}`),
      el('span', { class: 'verdict' }, words),
    );

  return {
    async refresh() {
      const { counts, rows, coverage } = await get('/api/seen');
      const now = counts.unmatched + counts.drifted;
      if (incidents !== undefined && now > incidents)
        announce('CloudTrail told of a call that no approval covers.');
      incidents = now;
      byId('seen-counts').replaceChildren(...numbers(counts, names));
      showList(byId('seen-list'), rows, {
        key: ({ id }) => id,
        build: draw,
        empty: () =>
          el('li', { class: 'soft' }, 'Nothing yet. A call is told of a moment after it was made.'),
      });
      showList(byId('coverage-list'), coverage, {
        key: ({ id }) => id,
        build: drawCoverage,
        empty: () =>
          el('li', { class: 'soft' }, 'None yet. CloudTrail is asked once an hour, half an hour behind.'),
      });
    },
  };
}
