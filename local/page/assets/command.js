import { byId, el } from './dom.js';
import { failures } from './failures.js';
import { post } from './server.js';

/** The field below a channel. People write nothing there in this Slack but commands. */
export function createCommand({ me, channel, onSent }) {
  const field = el('input', {
    id: 'command-field',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: '/countersign pending',
    maxlength: 300,
  });
  const problem = el('p', { class: 'warning', role: 'alert', hidden: true });
  const tell = (words) => {
    problem.hidden = words === undefined;
    problem.textContent = words ?? '';
  };
  const send = async (event) => {
    event.preventDefault();
    const [, command, text = ''] = /^(\/[\w-]+)(?:\s+(.*))?$/s.exec(field.value.trim()) ?? [];
    if (!command) return tell('Write a command, such as /countersign help.');
    const outcome = await post('/api/command', { member: me().slack, command, text });
    tell(failures[outcome.kind]?.(outcome));
    if (outcome.kind !== 'accepted') return undefined;
    field.value = '';
    return onSent();
  };
  byId('command').replaceChildren(
    el(
      'form',
      { class: 'command', onsubmit: send },
      el('label', { for: 'command-field', class: 'unseen' }, `Command in #${channel.name}`),
      field,
      el('button', { class: 'slack-button' }, 'Send'),
    ),
    problem,
  );
}
