import type { Block } from './blocks.ts';

export type NewId = () => string;

/** Slack names every block and interactive element that came without a name; clicks carry these names. */
export const nameBlocks = (blocks: readonly Block[], newId: NewId): Block[] =>
  blocks.map((block) => ({ ...nameElements(block, newId), block_id: block.block_id ?? newId() }));

function nameElements(block: Block, newId: NewId): Block {
  const named = <Element extends { action_id?: string | undefined }>(element: Element): Element => ({
    ...element,
    action_id: element.action_id ?? newId(),
  });
  switch (block.type) {
    case 'actions':
      return { ...block, elements: block.elements.map(named) };
    case 'input':
      return { ...block, element: named(block.element) };
    case 'section':
      return block.accessory ? { ...block, accessory: named(block.accessory) } : block;
    default:
      return block;
  }
}
