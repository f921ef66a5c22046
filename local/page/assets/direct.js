import { byId, el } from './dom.js';
import { post } from './server.js';

/** Agents that call AWS without asking anybody. */
export function createDirect({ directCalls }) {
  if (directCalls.length === 0) return;
  const answer = el('div', { id: 'direct-answer', class: 'answer', 'aria-live': 'polite' });

  async function call({ id, agent }) {
    answer.replaceChildren(el('p', { class: 'soft' }, `${agent} calls AWS …`));
    try {
      const { done, words } = await post('/api/direct', { call: id });
      answer.replaceChildren(
        el('p', { class: done ? 'wrap warning' : 'wrap' }, words),
        el('p', { class: 'soft' }, 'CloudTrail tells of it in a moment, and then it stands in Slack.'),
      );
    } catch (error) {
      answer.replaceChildren(el('p', { class: 'warning' }, error.message));
    }
    // The buttons can be all that is on the screen.
    answer.scrollIntoView({ block: 'nearest' });
  }

  byId('direct-body').replaceChildren(
    el('h3', { id: 'direct-title', class: 'direct-title' }, 'Or it does not ask, and calls AWS itself'),
    el(
      'div',
      { class: 'examples', role: 'group', 'aria-labelledby': 'direct-title' },
      directCalls.map((one) =>
        el(
          'button',
          { type: 'button', class: 'example', onclick: () => call(one) },
          el('strong', {}, `${one.agent}: ${one.title}`),
          el('span', {}, one.expect),
        ),
      ),
    ),
    answer,
  );
}
