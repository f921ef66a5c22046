import { z } from 'zod';
import type { Block } from '../block-kit/blocks.ts';
import { checkBlocks } from '../block-kit/check-blocks.ts';
import { type NewId, nameBlocks } from '../block-kit/name-blocks.ts';
import { type Refusal, refusal } from './answer.ts';

export const contentFields = { text: z.string().optional(), blocks: z.unknown().optional() };

/** chat.update refuses more; chat.postMessage cuts longer texts off. What would be lost is refused here. */
const textLimit = 4_000;

export interface Content {
  ok: true;
  text: string;
  blocks: Block[];
}

export function readContent(
  { text = '', blocks }: { text?: string | undefined; blocks?: unknown },
  newId: NewId,
): Content | Refusal {
  if (text.length > textLimit) return refusal('msg_too_long', [`text has ${text.length} characters`]);
  if (blocks !== undefined && !Array.isArray(blocks)) return refusal('invalid_blocks_format');
  const checked = checkBlocks(blocks ?? []);
  if (checked.kind === 'invalid') return refusal('invalid_blocks', checked.problems);
  if (checked.kind === 'too-long') {
    return refusal('msg_blocks_too_long', [`blocks have ${checked.characters} characters as JSON`]);
  }
  if (text === '' && checked.blocks.length === 0) return refusal('no_text');
  return { ok: true, text, blocks: nameBlocks(checked.blocks, newId) };
}
