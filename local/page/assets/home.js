import { drawBlocks } from './blocks.js';
import { byId, el } from './dom.js';
import { failures } from './failures.js';
import { get, post } from './server.js';

/** A member's own page of the app: Slack tells the app each time it is opened, and shows what it publishes. */
export function createHome({ me, names, isShown }) {
  const area = byId('chat-home');
  let drawn = '';

  const warn = (words) =>
    area.append(el('p', { class: 'warning', role: 'alert', 'data-home': 'warning' }, words));
  const tell = (outcome) => {
    area.querySelector('[data-home="warning"]')?.remove();
    const words = failures[outcome.kind]?.(outcome);
    if (words) warn(words);
  };

  function draw(member, blocks) {
    const looks = JSON.stringify([member, blocks]);
    if (looks === drawn) return;
    drawn = looks;
    area.replaceChildren(
      ...(blocks
        ? drawBlocks(blocks, {
            names,
            id: 'home',
            press: async (block, button, node) => {
              node.setAttribute('aria-disabled', 'true');
              tell(
                await post('/api/home/press', {
                  member,
                  blockId: block.block_id,
                  actionId: button.action_id,
                }),
              );
              node.removeAttribute('aria-disabled');
            },
            draft: () => ({ words: '', keep: () => {} }),
          })
        : [el('p', { class: 'empty' }, 'Countersign has shown nothing here yet.')]),
    );
  }

  async function refresh() {
    const member = me().slack;
    const blocks = await get(`/api/home?as=${encodeURIComponent(member)}`);
    if (member === me().slack) draw(member, blocks);
  }

  return {
    refresh,
    /** Where it is what the visitor looks at. */
    async open() {
      if (!isShown()) return;
      tell(await post('/api/home/open', { member: me().slack }));
      await refresh();
    },
  };
}
