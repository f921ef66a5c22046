import { details } from './details.js';
import { byId, el } from './dom.js';
import { drawRecord } from './record.js';
import { get } from './server.js';
import { showList } from './show-list.js';
import { stateBadge } from './states.js';
import { clockTime, relativeTime } from './times.js';

/** The requests with their records, newest first, and what of them is sealed. */
export function createRequests({ announce, names }) {
  const list = byId('request-list');
  const open = new Set();
  const openRecords = new Set();
  const openReasons = new Set();
  const records = new Map();
  const states = new Map();
  /** The request that was opened for the visitor, to be closed when the next one is. */
  let shown;
  let rows;
  let sealed = [];

  const keyOf = (recordId) => sealed.find(({ recordIds }) => recordIds.includes(recordId))?.key;

  async function load(row) {
    if (records.get(row.id)?.version === row.version) return;
    records.set(row.id, {
      version: row.version,
      lines: await get(`/api/records?request=${encodeURIComponent(row.id)}`),
    });
  }

  async function toggle(row, isOpen) {
    if (isOpen === open.has(row.id)) return;
    if (isOpen) open.add(row.id);
    else open.delete(row.id);
    if (isOpen) await load(row);
    draw();
  }

  function draw() {
    if (!rows) return;
    const items = rows.map((row) => {
      const isOpen = open.has(row.id);
      const lines = isOpen ? (records.get(row.id)?.lines ?? []) : [];
      return { row, isOpen, lines: lines.map((record) => ({ record, key: keyOf(record.id) })) };
    });
    showList(list, items, { key: ({ row }) => row.id, build: drawRequest, empty });
  }

  const drawRequest = ({ row, isOpen, lines }) =>
    el(
      'details',
      { class: 'request', open: isOpen, 'data-request': row.id, ontoggle: (event) => onToggle(event, row) },
      el(
        'summary',
        { 'data-focus': 'summary' },
        el('span', { class: 'summary-line' }, stateBadge(row.state), el('strong', {}, row.sentence)),
        el(
          'span',
          { class: 'facts' },
          el('span', {}, row.agent),
          el('span', {}, row.environment),
          el('span', { class: `risk ${row.risk}` }, `${row.risk} risk`),
          row.approvals && row.approvals.needed > 0 && approvals(row.approvals),
          row.state === 'pending'
            ? el('span', {}, 'ends ', relativeTime(row.expiresAt))
            : clockTime(row.submittedAt),
        ),
      ),
      isOpen && drawInside(row, lines),
    );

  const drawInside = (row, lines) =>
    el(
      'div',
      { class: 'inside' },
      el(
        'dl',
        { class: 'about' },
        [
          ['Action', row.action],
          ['Resource', row.resource],
          ['Request', row.id],
          ['Digest', row.digest],
          ['Policies', row.policies.join(', ') || 'none matched'],
        ].map(([name, value]) =>
          el('div', {}, el('dt', {}, name), el('dd', { class: 'mono', title: value }, value)),
        ),
      ),
      row.because.length > 0 && drawBecause(row),
      el(
        'ol',
        { class: 'records', 'aria-label': `Records of ${row.sentence}` },
        lines.map((line) => drawRecord(line, { names, openRecords })),
      ),
    );

  const drawBecause = ({ id, because }) =>
    details(
      openReasons,
      id,
      'because',
      el('summary', { 'data-focus': 'because' }, 'How policy ruled'),
      el(
        'ul',
        {},
        because.map((reason) => el('li', {}, reason)),
      ),
    );

  function onToggle(event, row) {
    // A nested record's toggle does not bubble, but this one fires for our own redraws as well.
    void toggle(row, event.currentTarget.open);
  }

  function tell(next) {
    for (const { id, state, sentence } of next) {
      if (rows && states.get(id) !== state) announce(`${sentence}: ${state}.`);
      states.set(id, state);
    }
  }

  return {
    async refresh() {
      const next = await get('/api/requests');
      tell(next);
      await Promise.all(next.filter(({ id }) => open.has(id)).map(load));
      rows = next;
      draw();
    },
    showSealed(objects) {
      sealed = objects;
      draw();
    },
    open(requestId) {
      if (!requestId) return;
      open.delete(shown);
      shown = requestId;
      const row = rows?.find(({ id }) => id === requestId);
      if (row) void toggle(row, true);
      else open.add(requestId);
    },
  };
}

const approvals = ({ needed, given }) =>
  el(
    'span',
    { class: 'approvals' },
    el(
      'span',
      { 'aria-hidden': 'true' },
      '●'.repeat(Math.min(given, needed)),
      '○'.repeat(Math.max(0, needed - given)),
    ),
    ` ${given} of ${needed} ${needed === 1 ? 'approval' : 'approvals'}`,
  );

const empty = () =>
  el(
    'div',
    { class: 'empty' },
    el('p', {}, 'No request yet.'),
    el('p', { class: 'soft' }, 'Submit one as an agent. It appears here with every record as it is written.'),
  );
