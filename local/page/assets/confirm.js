import { el } from './dom.js';
import { richText } from './rich-text.js';

/** Slack's confirmation dialog. Escape and the second button mean no. */
export function confirmed({ title, text, confirm, deny, style }, names) {
  return new Promise((resolve) => {
    const yes = el('button', { value: 'yes', class: `slack-button ${style ?? 'primary'}` }, confirm.text);
    const no = el('button', { value: 'no', class: 'slack-button', autofocus: true }, deny.text);
    const dialog = el(
      'dialog',
      { class: 'confirm', 'aria-labelledby': 'confirm-title' },
      el(
        'form',
        { method: 'dialog' },
        el('h3', { id: 'confirm-title' }, title.text),
        el('div', {}, richText(text, names)),
        el('div', { class: 'block-actions' }, no, yes),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
