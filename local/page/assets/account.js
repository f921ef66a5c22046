import { byId, el } from './dom.js';
import { get } from './server.js';
import { showList } from './show-list.js';

/** What is in the account now; what came since the visitor looks stands out. */
export function createAccount({ announce }) {
  let first;

  const isNew = (thing, { name, document }) =>
    !first
      .find((before) => before.name === thing.name)
      ?.has.some((had) => had.name === name && had.document === document);

  function tell(before, now) {
    for (const { name, has } of now) {
      const names = (things) => things.map((one) => one.name).join(', ') || 'nothing';
      const had = before.find((one) => one.name === name);
      if (had && names(had.has) !== names(has)) announce(`In the account, ${name} has ${names(has)} now.`);
    }
  }

  const draw = ({ name, of, has }) =>
    el(
      'li',
      { 'data-thing': name },
      el('span', { class: 'thing' }, name),
      el(
        'span',
        { class: 'has' },
        has.map((one) =>
          el('span', { class: one.fresh ? 'policy fresh' : 'policy', title: one.document }, one.name),
        ),
        has.length === 0 && el('span', { class: 'soft' }, `no ${of}`),
      ),
    );

  let shown = [];
  return {
    async refresh() {
      const things = await get('/api/account');
      first ??= things;
      tell(shown, things);
      shown = things;
      const items = things.map((thing) => ({
        ...thing,
        has: thing.has.map((one) => ({ ...one, fresh: isNew(thing, one) })),
      }));
      showList(byId('account-list'), items, {
        key: ({ name }) => name,
        build: draw,
        empty: () => el('li', { class: 'soft' }, 'The account is empty.'),
      });
    },
  };
}
