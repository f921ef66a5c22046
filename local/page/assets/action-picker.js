import { el } from './dom.js';
import { get } from './server.js';

/** Between two letters that are typed: nobody waits for what the first of them finds. */
const pauseMs = 150;

/**
 * Makes a field find actions: what is typed is searched for, and picking one tells `onPick`. A combobox with a list, as the
 * ARIA practices describe it: the focus stays in the field. Who knows the name of an action types it and goes on.
 */
export function createActionPicker({ input, agent, onPick }) {
  const list = el('ul', {
    id: 'action-list',
    class: 'action-list',
    role: 'listbox',
    'aria-label': 'Actions found',
  });
  const more = el('p', { class: 'action-more' }, 'There are more: type another word.');
  const popup = el('div', { class: 'action-popup', hidden: true }, list, more);
  const note = el('p', { id: 'action-note', class: 'action-note', role: 'status' });
  let active = -1;
  let asked = 0;
  let timer;

  const options = () => [...list.children];
  const isOpen = () => !popup.hidden;

  function activate(index) {
    active = index;
    options().forEach((option, at) => {
      option.setAttribute('aria-selected', String(at === index));
    });
    const option = options()[index];
    if (!option) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }

  function close() {
    clearTimeout(timer);
    // An answer that is still on its way opens nothing.
    asked += 1;
    popup.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    activate(-1);
  }

  function open({ actions, more: thereAreMore }) {
    list.replaceChildren(...actions.map(drawOption));
    more.hidden = !thereAreMore;
    popup.hidden = actions.length === 0;
    input.setAttribute('aria-expanded', String(isOpen()));
    activate(-1);
    popup.scrollIntoView({ block: 'nearest' });
    say(countOf(actions.length, thereAreMore));
  }

  const drawOption = ({ action, says, curated }, index) =>
    el(
      'li',
      {
        id: `action-option-${index}`,
        class: 'action-option',
        role: 'option',
        'aria-selected': 'false',
        // The field keeps the focus, or it would close the list before the click arrives.
        onmousedown: (event) => event.preventDefault(),
        onclick: () => pick(action),
      },
      el('strong', {}, action),
      el('span', {}, curated ? says : 'Nobody has described this one.'),
    );

  async function search() {
    asked += 1;
    const mine = asked;
    try {
      const found = await get(`/api/actions?${new URLSearchParams({ agent: agent(), words: input.value })}`);
      if (mine === asked) open(found);
    } catch (error) {
      if (mine === asked) say(error.message);
    }
  }

  async function pick(name) {
    close();
    try {
      const action = await get(`/api/action?${new URLSearchParams({ agent: agent(), action: name })}`);
      onPick(action);
      say(action.curated ? action.says : 'Nobody has described this one: fill in its parameters.');
    } catch (error) {
      say(error.message);
    }
  }

  const say = (words) => {
    note.textContent = words;
  };

  const keys = {
    ArrowDown: () => (isOpen() ? activate((active + 1) % options().length) : search()),
    ArrowUp: () => isOpen() && activate((active <= 0 ? options().length : active) - 1),
    Enter: () => options()[active]?.click(),
    Escape: () => close(),
  };

  input.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey } = event;
    if (!(key in keys) || ctrlKey || metaKey) return;
    // Enter with nothing chosen, and Escape with nothing open, mean what they mean in any field.
    if ((key === 'Enter' && active < 0) || (key === 'Escape' && !isOpen())) return;
    event.preventDefault();
    keys[key]();
  });
  input.addEventListener('input', () => {
    clearTimeout(timer);
    // What is still listed was found by other words: it stays until the answer comes, and is not chosen.
    activate(-1);
    if (input.value.trim() !== '') timer = setTimeout(search, pauseMs);
    else close();
  });
  input.addEventListener('blur', close);
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
  }))
    input.setAttribute(name, value);

  return { node: el('div', { class: 'action-picker' }, input, popup, note), say, close };
}

function countOf(count, thereAreMore) {
  if (count === 0) return 'No action has these words.';
  const actions = count === 1 ? 'One action' : `${count} actions${thereAreMore ? ' and more' : ''}`;
  return `${actions}: the arrow keys choose.`;
}
