import { z } from 'zod';
import type { Block } from '../block-kit/blocks.ts';
import { checkBlocks, homeLimits, type Limits, windowLimits } from '../block-kit/check-blocks.ts';
import { type NewId, nameBlocks } from '../block-kit/name-blocks.ts';
import { plainText } from '../block-kit/texts.ts';
import { type Refusal, refusal } from '../web-api/answer.ts';

/** Slack's limits of a modal. What is not here is refused by name, also where Slack itself knows it. */
const modalSchema = z.strictObject({
  type: z.literal('modal'),
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  callback_id: z.string().max(255).optional(),
  private_metadata: z.string().max(3_000).optional(),
  blocks: z.array(z.unknown()).max(100),
});
export type Modal = Omit<z.infer<typeof modalSchema>, 'blocks'> & { blocks: Block[] };

/** A member's page. */
const homeSchema = z.strictObject({
  type: z.literal('home'),
  callback_id: z.string().max(255).optional(),
  private_metadata: z.string().max(3_000).optional(),
  blocks: z.array(z.unknown()).max(100),
});
export type Home = Omit<z.infer<typeof homeSchema>, 'blocks'> & { blocks: Block[] };

export function readModal(view: unknown, newId: NewId): { ok: true; modal: Modal } | Refusal {
  const parsed = modalSchema.safeParse(view);
  if (!parsed.success) return refused(parsed.error);
  const read = readBlocks(parsed.data.blocks, windowLimits, newId);
  if (!read.ok) return read;
  const hasInput = read.blocks.some(({ type }) => type === 'input');
  if (hasInput && !parsed.data.submit)
    return refusal('invalid_arguments', ['missing required field: submit [json-pointer:/view]']);
  return { ok: true, modal: { ...parsed.data, blocks: read.blocks } };
}

export function readHome(view: unknown, newId: NewId): { ok: true; home: Home } | Refusal {
  const parsed = homeSchema.safeParse(view);
  if (!parsed.success) return refused(parsed.error);
  const read = readBlocks(parsed.data.blocks, homeLimits, newId);
  return read.ok ? { ok: true, home: { ...parsed.data, blocks: read.blocks } } : read;
}

const refused = ({ issues }: z.ZodError): Refusal =>
  refusal(
    'invalid_arguments',
    issues.map(({ message, path }) => `${message} [json-pointer:/view/${path.join('/')}]`),
  );

function readBlocks(
  blocks: unknown[],
  limits: Limits,
  newId: NewId,
): { ok: true; blocks: Block[] } | Refusal {
  const checked = checkBlocks(blocks, limits);
  if (checked.kind === 'invalid') return refusal('invalid_arguments', checked.problems);
  if (checked.kind === 'too-long') return refusal('view_too_large');
  return { ok: true, blocks: nameBlocks(checked.blocks, newId) };
}
