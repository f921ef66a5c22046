import { drawBlocks } from './blocks.js';
import { el } from './dom.js';
import { get, post } from './server.js';

const failures = {
  refused: ({ status }) => `Countersign refused this (HTTP ${status}).`,
  'timed-out': () => 'Countersign did not answer within three seconds.',
  unreachable: () => 'Countersign cannot be reached.',
  gone: () => 'This is no longer there.',
  unfilled: () => 'Fill in what is not optional.',
  'not-understood': () => 'What Countersign answered is nothing that Slack takes.',
};

/** The window that Slack opens over everything, for the member that the visitor is. */
export function createWindow({ me, names }) {
  /** @type {HTMLDialogElement | undefined} */
  let dialog;
  let drawn = '';

  function close() {
    dialog?.remove();
    dialog = undefined;
    drawn = '';
  }

  function draw(member, shown) {
    close();
    drawn = keyOf(member, shown);
    const typed = new Map();
    const problem = el('p', { class: 'warning', role: 'alert', hidden: true });
    const tell = (outcome) => {
      const text = failures[outcome.kind]?.(outcome);
      problem.hidden = text === undefined;
      problem.textContent = text ?? '';
    };
    const blocks = drawBlocks(shown.blocks, {
      names,
      id: 'window',
      press: async (block, button, node) => {
        node.setAttribute('aria-disabled', 'true');
        tell(
          await post('/api/window/press', { member, blockId: block.block_id, actionId: button.action_id }),
        );
        node.removeAttribute('aria-disabled');
      },
      draft: (blockId, element) => ({
        words: element.initial_value ?? '',
        keep: (words) => typed.set(blockId, { [element.action_id]: words }),
      }),
    });
    const send = async (event) => {
      event.preventDefault();
      tell(await post('/api/window/send', { member, values: Object.fromEntries(typed) }));
      await refresh();
    };
    const cancel = async () => {
      close();
      await post('/api/window/close', { member });
    };
    const opened = el(
      'dialog',
      { class: 'window', 'aria-labelledby': 'window-title' },
      el(
        'form',
        { method: 'dialog', onsubmit: send },
        el('h3', { id: 'window-title' }, shown.title),
        el('div', { class: 'window-body', tabindex: 0 }, blocks),
        Object.values(shown.errors).map((text) => el('p', { class: 'warning', role: 'alert' }, text)),
        problem,
        el(
          'div',
          { class: 'block-actions' },
          shown.submit &&
            el('button', { class: 'slack-button primary', 'data-window': 'send' }, shown.submit),
          el(
            'button',
            { type: 'button', class: 'slack-button', 'data-window': 'close', onclick: cancel },
            shown.close,
          ),
        ),
      ),
    );
    opened.addEventListener('cancel', (event) => {
      event.preventDefault();
      cancel();
    });
    document.body.append(opened);
    opened.showModal();
    dialog = opened;
  }

  async function refresh() {
    const member = me().slack;
    const shown = await get(`/api/window?as=${encodeURIComponent(member)}`);
    if (member !== me().slack) return;
    if (!shown) close();
    else if (keyOf(member, shown) !== drawn) draw(member, shown);
  }

  return { refresh };
}

/** Drawn anew only where it is another: what is typed stays. */
const keyOf = (member, shown) => JSON.stringify([member, shown]);
