import { z } from 'zod';
import { type Block, block } from './blocks.ts';

export type CheckedBlocks =
  | { kind: 'valid'; blocks: Block[] }
  | { kind: 'too-long'; characters: number }
  | { kind: 'invalid'; problems: string[] };

/**
 * Slack documents no limit for all blocks of a message together, yet answers `msg_blocks_too_long` from about
 * 13,200 characters on (slackapi/bolt-js issues 2509 and 2867). Counted on the JSON, the stricter reading.
 */
const charactersOfAllBlocks = 13_200;

/** Of what a message may hold; a member's page may hold more. */
export interface Limits {
  blocks: number;
  characters: number;
}

export const messageLimits: Limits = { blocks: 50, characters: charactersOfAllBlocks };
/** Slack documents no other limit of a window; what a message could not hold is refused there too. */
export const windowLimits: Limits = { blocks: 100, characters: charactersOfAllBlocks };
/** `view_too_large`: greater than 250 kB. */
export const homeLimits: Limits = { blocks: 100, characters: 250_000 };

export function checkBlocks(blocks: unknown, limits = messageLimits): CheckedBlocks {
  const parsed = z.array(block).max(limits.blocks).safeParse(blocks, { error: formatIssue });
  if (!parsed.success) return { kind: 'invalid', problems: parsed.error.issues.map(formatWithPointer) };
  const problems = [...repeatedBlockIds(parsed.data), ...repeatedActionIds(parsed.data)];
  if (problems.length > 0) return { kind: 'invalid', problems };
  const characters = JSON.stringify(parsed.data).length;
  if (characters > limits.characters) return { kind: 'too-long', characters };
  return { kind: 'valid', blocks: parsed.data };
}

/** In the words of Slack's own answers, so that a search for them finds Slack's documentation. */
function formatIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_union':
      return `unsupported type: ${typeOf(issue.input)}`;
    case 'unrecognized_keys':
      return `invalid additional property: ${issue.keys.join(', ')}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `must be less than ${Number(issue.maximum) + 1} characters`
        : `no more than ${issue.maximum} items allowed`;
    case 'too_small':
      return issue.origin === 'string'
        ? `must be more than ${Number(issue.minimum) - 1} characters`
        : `no less than ${issue.minimum} items allowed`;
    case 'invalid_type':
      return issue.input === undefined ? 'missing required field' : `should be a ${issue.expected}`;
    default:
      return undefined;
  }
}

const typeOf = (input: unknown): string =>
  typeof input === 'object' && input !== null ? String((input as { type?: unknown }).type) : String(input);

const formatWithPointer = ({ message, path }: { message: string; path: PropertyKey[] }): string =>
  `${message} [json-pointer:/blocks${path.map((step) => `/${String(step)}`).join('')}]`;

function repeatedBlockIds(blocks: Block[]): string[] {
  const ids = blocks.map(({ block_id }) => block_id);
  return repeats(ids).map(
    (at) => `block_id already exists: ${ids[at]} [json-pointer:/blocks/${at}/block_id]`,
  );
}

/** Slack asks for action ids that are unique in their block, not in the message. */
const repeatedActionIds = (blocks: Block[]): string[] =>
  blocks.flatMap((each, index) => {
    if (each.type !== 'actions') return [];
    const ids = each.elements.map(({ action_id }) => action_id);
    return repeats(ids).map(
      (at) => `action_id already exists: ${ids[at]} [json-pointer:/blocks/${index}/elements/${at}/action_id]`,
    );
  });

const repeats = (ids: readonly (string | undefined)[]): number[] =>
  ids.flatMap((id, at) => (id !== undefined && ids.indexOf(id) < at ? [at] : []));
