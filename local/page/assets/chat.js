import { drawBlocks } from './blocks.js';
import { confirmed } from './confirm.js';
import { byId, el } from './dom.js';
import { failures } from './failures.js';
import { icon } from './icons.js';
import { get, post } from './server.js';
import { showList } from './show-list.js';
import { clockTime } from './times.js';

/** The Slack channel, as one of its members sees it, or what the app has told this member alone. */
export function createChat({ announce, me, names, place, toChannel }) {
  const list = byId('chat-messages');
  const scroll = byId('chat-scroll');
  /** What each member has typed and not sent, by message and input. */
  const drafts = new Map();
  const notes = new Map();
  const announced = new Map();
  const met = new Set();
  let shown = [];
  let lastDrawn;
  /** The request whose card somebody wants to see, as soon as it is there. */
  let awaited;

  const draftKey = (ts, blockId, actionId) => [me().slack, ts, blockId, actionId].join('/');

  async function press(message, block, button, node) {
    if (node.getAttribute('aria-disabled') || (button.confirm && !(await confirmed(button.confirm, names))))
      return;
    node.setAttribute('aria-disabled', 'true');
    const member = me().slack;
    try {
      const click = {
        member,
        ts: message.ts,
        blockId: block.block_id,
        actionId: button.action_id,
        values: valuesOf(message),
      };
      const outcome = await post('/api/click', click);
      note(message.ts, failures[outcome.kind]?.(outcome));
      if (outcome.kind === 'accepted') forget(member, message.ts);
    } catch (error) {
      note(message.ts, error.message);
    } finally {
      node.removeAttribute('aria-disabled');
    }
  }

  function valuesOf({ ts, blocks }) {
    const inputs = blocks.filter(({ type }) => type === 'input');
    return Object.fromEntries(
      inputs.map(({ block_id, element }) => {
        const words = drafts.get(draftKey(ts, block_id, element.action_id)) ?? element.initial_value ?? '';
        return [block_id, { [element.action_id]: words }];
      }),
    );
  }

  function note(ts, words) {
    if (words === undefined) notes.delete(ts);
    else notes.set(ts, words);
    draw();
  }

  function forget(member, ts) {
    for (const key of drafts.keys()) if (key.startsWith(`${member}/${ts}/`)) drafts.delete(key);
    /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */
    const fields = list.querySelectorAll(`[data-ts="${ts}"] .block-input :is(input, textarea)`);
    for (const field of fields) field.value = '';
  }

  const body = (message) =>
    drawBlocks(message.blocks, {
      names,
      id: `m${message.ts.replace('.', '-')}`,
      press: (block, button, node) => press(message, block, button, node),
      draft: (blockId, element) => {
        const key = draftKey(message.ts, blockId, element.action_id);
        return {
          words: drafts.get(key) ?? element.initial_value ?? '',
          keep: (words) => drafts.set(key, words),
        };
      },
    });

  const drawMessage = ({ message, replies, warning }) =>
    el(
      'article',
      {
        class: message.onlyForYou ? 'message only-you' : 'message',
        tabindex: -1,
        'data-ts': message.ts,
        'aria-label': `${message.onlyForYou ? 'Only visible to you: ' : ''}${message.text}`,
      },
      el('img', { src: '/icon.svg', alt: '', width: 34, height: 34, class: 'avatar' }),
      el(
        'div',
        { class: 'message-body' },
        message.onlyForYou && el('p', { class: 'only-you-note' }, icon('eye'), 'Only visible to you'),
        el(
          'p',
          { class: 'byline' },
          el('strong', {}, 'Countersign'),
          el('span', { class: 'app-mark' }, 'APP'),
          clockTime(instantOf(message.ts)),
          message.channel && el('span', { class: 'soft' }, `in #${message.channel}`),
          message.edited && el('span', { class: 'soft' }, '(edited)'),
        ),
        body(message),
        warning && el('p', { class: 'warning', role: 'alert' }, warning),
        replies.length > 0 &&
          el(
            'div',
            { class: 'thread' },
            el(
              'p',
              { class: 'thread-count' },
              replies.length === 1 ? '1 reply' : `${replies.length} replies`,
            ),
            replies.map((reply) =>
              el(
                'div',
                { class: 'reply' },
                el(
                  'p',
                  { class: 'byline' },
                  el('strong', {}, 'Countersign'),
                  clockTime(instantOf(reply.ts)),
                  reply.onlyForYou &&
                    el('span', { class: 'only-you-note' }, icon('eye'), 'Only visible to you'),
                ),
                body(reply),
              ),
            ),
          ),
      ),
    );

  function draw() {
    const atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
    const last = shown.at(-1)?.ts;
    const direct = place() === 'messages';
    const items = shown
      .filter((message) => message.direct === direct)
      .filter(({ threadTs }) => !shown.some(({ ts }) => ts === threadTs))
      .map((message) => ({
        message,
        replies: shown.filter(({ threadTs }) => threadTs === message.ts),
        warning: notes.get(message.ts),
        // Another person has other words in the same inputs.
        as: me().slack,
      }));
    showList(list, items, {
      key: ({ message }) => message.ts,
      build: drawMessage,
      empty: direct ? noMessages : empty,
    });
    /** @type {HTMLElement | null} */
    const lowest = list.querySelector(':scope > :last-child');
    if (lowest && (atEnd || last !== lastDrawn))
      scroll.scrollTo({ top: Math.min(scroll.scrollHeight, lowest.offsetTop - scroll.offsetTop) });
    lastDrawn = last;
    showAwaited();
  }

  function showAwaited() {
    const card = awaited && shown.find(({ blocks }) => carries(blocks, awaited));
    if (!card) return;
    awaited = undefined;
    // Where the areas lie one below the other, it is the page that must move.
    /** @type {HTMLElement | null} */
    const message = list.querySelector(`[data-ts="${card.ts}"]`);
    message?.scrollIntoView({ block: 'nearest' });
    // A card that is taller than the screen shows its end, where it is decided.
    if (message && message.offsetHeight > window.innerHeight) message.scrollIntoView({ block: 'end' });
  }

  /** What was there before somebody came is no news to them. */
  function tell(known) {
    for (const { ts, text, onlyForYou } of shown) {
      if (announced.get(ts) !== text && known)
        announce(`${onlyForYou ? 'Only to you' : 'In Slack'}: ${text}`);
      announced.set(ts, text);
    }
  }

  // A link to a message of this Slack leads to it, and not to the network.
  document.addEventListener('slack-link', (event) => {
    toChannel();
    /** @type {HTMLElement | null} */
    const message = list.querySelector(`[data-ts="${/** @type {CustomEvent} */ (event).detail}"]`);
    message?.focus();
    message?.scrollIntoView({ block: 'nearest' });
  });

  return {
    draw,

    bringUp(requestId) {
      awaited = requestId;
      showAwaited();
    },

    async refresh() {
      const member = me().slack;
      const messages = await get(`/api/chat?as=${encodeURIComponent(member)}`);
      // Meanwhile the visitor may have become somebody else.
      if (member !== me().slack) return;
      const known = met.has(member);
      met.add(member);
      shown = messages;
      draw();
      tell(known);
    },
  };
}

/** A card is known by what its buttons carry. */
const carries = (blocks, requestId) =>
  blocks.some(({ elements = [] }) => elements.some(({ value = '' }) => value.includes(requestId)));

const instantOf = (ts) => new Date(Number(ts) * 1_000).toISOString();

const noMessages = () =>
  el(
    'div',
    { class: 'empty' },
    icon('ask'),
    el('p', {}, 'Countersign has told you nothing alone.'),
    el('p', { class: 'soft' }, 'It does where the directory says notify: dm of you.'),
  );

const empty = () =>
  el(
    'div',
    { class: 'empty' },
    icon('ask'),
    el('p', {}, 'Nobody has been asked yet.'),
    el('p', { class: 'soft' }, 'Submit an example that asks people, and its card appears here.'),
  );
