import { el } from './dom.js';
import { inlineText, richText } from './rich-text.js';

/**
 * Draws Block Kit. `context` holds what a message needs to be alive: `names`, `press(block, button)`, and
 * `draft(block, element)`, the words typed so far with a way to keep them.
 */
export const drawBlocks = (blocks, context) => blocks.map((block) => drawers[block.type](block, context));

const drawers = {
  header: ({ text }, { names }) => el('h3', { class: 'block-header' }, inlineText(text, names)),
  divider: () => el('hr'),
  section: (block, context) =>
    el(
      'div',
      { class: 'block-section' },
      el(
        'div',
        { class: 'block-text' },
        block.text && richText(block.text, context.names),
        block.fields &&
          el(
            'div',
            { class: 'fields' },
            block.fields.map((field) => el('div', {}, richText(field, context.names))),
          ),
      ),
      block.accessory && drawButton(block, block.accessory, context),
    ),
  context: ({ elements }, { names }) =>
    el(
      'div',
      { class: 'block-context' },
      elements.map((element) => el('div', {}, richText(element, names))),
    ),
  actions: (block, context) =>
    el(
      'div',
      { class: 'block-actions' },
      block.elements.map((button) => drawButton(block, button, context)),
    ),
  input: drawInput,
  rich_text: ({ elements }, { names }) => el('div', { class: 'block-rich' }, richText(elements, names)),
};

function drawButton(block, button, { press }) {
  return el(
    'button',
    {
      type: 'button',
      class: `slack-button ${button.style ?? ''}`,
      'aria-label': button.accessibility_label,
      'data-focus': `${block.block_id}/${button.action_id}`,
      'data-action': button.action_id,
      onclick: (event) => press(block, button, event.currentTarget),
    },
    button.text.text,
  );
}

function drawInput(block, context) {
  return block.element.type === 'radio_buttons'
    ? drawRadioButtons(block, context)
    : drawTextInput(block, context);
}

function drawRadioButtons({ block_id, label, optional, element }, { draft, id }) {
  const chosen = draft(block_id, element);
  return el(
    'fieldset',
    { class: 'block-input block-radio' },
    el('legend', {}, label.text, optional && el('span', { class: 'soft' }, ' (optional)')),
    element.options.map(({ text, value }) =>
      el(
        'label',
        {},
        el('input', {
          type: 'radio',
          name: `${id}-${block_id}`,
          value,
          onchange: () => chosen.keep(value),
        }),
        text.text,
      ),
    ),
  );
}

function drawTextInput({ block_id, label, hint, optional, element }, { draft, id }) {
  const typed = draft(block_id, element);
  const field = el(element.multiline ? 'textarea' : 'input', {
    id: `${id}-${block_id}`,
    'data-focus': `${block_id}/${element.action_id}`,
    maxlength: element.max_length ?? 3_000,
    placeholder: element.placeholder?.text,
    'aria-describedby': hint && `${id}-${block_id}-hint`,
    autocomplete: 'off',
    oninput: (event) => typed.keep(event.currentTarget.value),
  });
  field.value = typed.words;
  return el(
    'div',
    { class: 'block-input' },
    el(
      'label',
      { for: field.id },
      label.text,
      optional && !/optional/i.test(label.text) && el('span', { class: 'soft' }, ' (optional)'),
    ),
    field,
    hint && el('p', { id: `${id}-${block_id}-hint`, class: 'soft' }, hint.text),
  );
}
