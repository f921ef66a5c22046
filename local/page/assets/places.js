import { byId, el } from './dom.js';

const titles = { channel: 'Channel', messages: 'Messages', home: 'Home' };

/** What of Slack is shown: the channel, or what is a member's own. Native radios: the arrow keys move among them. */
export function createPlaces({ channel, onChange }) {
  let place = 'channel';
  const radios = new Map();
  const choose = (chosen) => {
    place = chosen;
    radios.get(chosen).checked = true;
    byId('chat-messages').hidden = chosen === 'home';
    byId('chat-home').hidden = chosen !== 'home';
    onChange();
  };
  const chips = Object.entries(titles).map(([name, title]) => {
    const radio = el('input', { type: 'radio', name: 'place', value: name, onchange: () => choose(name) });
    radio.checked = name === place;
    radios.set(name, radio);
    return el('label', { class: 'who-chip' }, radio, name === 'channel' ? `#${channel.name}` : title);
  });
  byId('places').replaceChildren(
    el(
      'fieldset',
      { class: 'who' },
      el('legend', { class: 'unseen' }, 'What of Slack you look at'),
      el('div', { class: 'who-chips' }, chips),
    ),
  );
  return { now: () => place, show: choose };
}
