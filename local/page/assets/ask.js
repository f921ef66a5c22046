import { createActionPicker } from './action-picker.js';
import { drawAnswer } from './answer.js';
import { byId, el } from './dom.js';
import { post } from './server.js';

/** The form that acts as an agent. */
export function createAsk({ agents, examples, onSent }) {
  const agent = el(
    'select',
    { id: 'ask-agent' },
    agents.map(({ id }) => el('option', { value: id }, id)),
  );
  const action = el('input', {
    id: 'ask-action',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'Type words, or service:',
  });
  const resource = el('input', {
    id: 'ask-resource',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'arn:aws:…',
  });
  const parameters = el('textarea', {
    id: 'ask-parameters',
    rows: 5,
    spellcheck: 'false',
    autocomplete: 'off',
  });
  const reason = el('textarea', { id: 'ask-reason', rows: 2 });
  const fields = { agent, action, resource, parameters, reason };
  const submitButton = el('button', { type: 'submit', class: 'submit' }, 'Submit');
  const answer = el('div', { id: 'ask-answer', class: 'answer', 'aria-live': 'polite' });

  const buttons = examples.map((example) =>
    el(
      'button',
      {
        type: 'button',
        class: 'example',
        'aria-pressed': 'false',
        onclick: (event) => fill(example, event.currentTarget),
      },
      el('strong', {}, example.title),
      el('span', {}, example.expect),
    ),
  );

  const picker = createActionPicker({
    input: action,
    agent: () => agent.value,
    onPick: (picked) => fillIn({ ...picked, reason: `I try out ${picked.action}.` }),
  });

  function fill({ agent: asking, submission }, pressed) {
    agent.value = asking;
    picker.say('');
    fillIn(submission, pressed);
  }

  /** The reason stays where the visitor has written one: it is theirs. */
  let givenReason = '';
  function fillIn(submission, pressed) {
    for (const button of buttons) button.setAttribute('aria-pressed', String(button === pressed));
    action.value = submission.action;
    resource.value = submission.resource;
    parameters.value = JSON.stringify(submission.parameters, null, 2);
    if (pressed || reason.value === givenReason) reason.value = submission.reason;
    givenReason = submission.reason;
    fitLines();
    for (const name of Object.keys(fields)) complain(name);
    label();
  }

  const fitLines = () => {
    parameters.rows = Math.min(12, Math.max(3, parameters.value.split('\n').length));
  };
  const label = () => {
    submitButton.textContent = `Submit as ${agent.value}`;
  };

  function complain(name, words) {
    const hint = document.getElementById(`ask-${name}-problem`);
    if (!hint) return;
    hint.textContent = words ?? '';
    if (words) fields[name].setAttribute('aria-invalid', 'true');
    else fields[name].removeAttribute('aria-invalid');
  }

  function readParameters() {
    try {
      return { ok: true, value: JSON.parse(parameters.value) };
    } catch (error) {
      return { ok: false, problem: `This is not JSON: ${error.message}` };
    }
  }

  function show(node) {
    answer.replaceChildren(node);
    answer.scrollIntoView({ block: 'nearest' });
  }

  async function submit(event) {
    event.preventDefault();
    picker.close();
    for (const name of Object.keys(fields)) complain(name);
    const read = readParameters();
    if (!read.ok) {
      complain('parameters', read.problem);
      parameters.focus();
      return;
    }
    if (submitButton.getAttribute('aria-disabled')) return;
    submitButton.setAttribute('aria-disabled', 'true');
    try {
      const body = {
        action: action.value,
        resource: resource.value,
        parameters: read.value,
        reason: reason.value,
      };
      const reply = await post('/api/submit', { agent: agent.value, body });
      const { node, field, detail, requestId } = drawAnswer(reply);
      show(node);
      if (field && field in fields) complain(field, detail);
      onSent(requestId);
    } catch (error) {
      show(el('p', { class: 'warning' }, error.message));
    } finally {
      submitButton.removeAttribute('aria-disabled');
    }
  }

  const row = (name, words, control = fields[name]) =>
    el(
      'div',
      { class: `row row-${name}` },
      el('label', { for: `ask-${name}` }, words),
      control,
      el('p', { id: `ask-${name}-problem`, class: 'problem', role: 'alert' }),
    );
  for (const [name, field] of Object.entries(fields))
    field.setAttribute('aria-describedby', `ask-${name}-problem`);
  agent.addEventListener('change', label);
  parameters.addEventListener('input', fitLines);

  const form = el(
    'form',
    {
      novalidate: true,
      onsubmit: submit,
      onkeydown: (event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && form.requestSubmit(),
    },
    el('div', { class: 'examples', role: 'group', 'aria-label': 'Examples' }, buttons),
    row('agent', 'Agent'),
    row('action', 'Action', picker.node),
    row('resource', 'Resource'),
    row('parameters', 'Parameters (JSON)'),
    row('reason', 'Reason'),
    el('div', { class: 'submit-bar' }, submitButton),
  );
  byId('ask-body').replaceChildren(form, answer);
  if (examples[0]) fill(examples[0], buttons[0]);
}
