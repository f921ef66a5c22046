import { byId, el } from './dom.js';

/** Lets the visitor choose who clicks. Native radios: the arrow keys move among them. */
export function createWho({ people, agents, onChange }) {
  let me = people[0] ?? { slack: '', name: 'Nobody', groups: [] };
  const about = el('p', { class: 'about-me', role: 'status' });

  const choose = (person) => {
    me = person;
    about.replaceChildren(...describe(person, agents));
    onChange();
  };

  const chips = people.map((person, at) => {
    const radio = el('input', {
      type: 'radio',
      name: 'who',
      value: person.slack,
      onchange: () => choose(person),
    });
    radio.checked = at === 0;
    return el('label', { class: 'who-chip' }, radio, person.name);
  });

  byId('who').replaceChildren(
    about,
    el(
      'fieldset',
      { class: 'who' },
      el('legend', { class: 'unseen' }, 'Who you are in Slack'),
      el('div', { class: 'who-chips' }, chips),
    ),
  );
  about.replaceChildren(...describe(me, agents));
  return () => me;
}

function describe({ id, name, groups }, agents) {
  const owned = agents.filter(({ owners }) => owners.includes(id)).map((agent) => agent.id);
  const facts = id
    ? [
        groups.length > 0 ? `in ${groups.join(', ')}` : 'in no group',
        ...(owned.length > 0 ? [`owns ${owned.join(', ')}`] : []),
      ]
    : ['not in the directory of people who can sign'];
  return ['You are ', el('strong', {}, name), `, ${facts.join('; ')}.`];
}
