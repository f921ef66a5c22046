import { z } from 'zod';
import type { Block } from '../block-kit/blocks.ts';
import type { NewId } from '../block-kit/name-blocks.ts';
import { app, team } from '../identity.ts';
import { type InputState, stateOf } from '../input-state.ts';
import type { Member } from '../workspace.ts';
import type { PublishedHome } from './homes.ts';
import { readModal } from './view.ts';
import type { OpenWindow, Windows } from './windows.ts';

/** What stands in the inputs, by block id and action id. */
export type Values = Record<string, Record<string, string>>;

/** Slack's client sends no window off whose inputs are not filled: their block ids. */
export const unfilled = (blocks: readonly Block[], values: Values): string[] =>
  blocks.flatMap((block) => {
    if (block.type !== 'input' || block.optional) return [];
    const written = values[block.block_id ?? '']?.[block.element.action_id ?? ''] ?? '';
    const least = block.element.type === 'plain_text_input' ? (block.element.min_length ?? 1) : 1;
    return written.trim().length < least ? [block.block_id ?? ''] : [];
  });

const viewOf = ({ id, modal }: OpenWindow, values: Values) => ({
  id,
  type: 'modal',
  callback_id: modal.callback_id ?? '',
  private_metadata: modal.private_metadata ?? '',
  title: modal.title,
  blocks: modal.blocks,
  state: { values: stateOf(modal.blocks, values) satisfies InputState },
});

export const common = ({ id, name, team: of = team.id }: Member) => ({
  user: { id, username: name, name, team_id: of },
  team: { id: team.id, domain: team.domain },
  enterprise: null,
  is_enterprise_install: false,
  api_app_id: app.id,
  token: 'deprecated-verification-token',
});

export const viewSubmission = (member: Member, window: OpenWindow, values: Values): object => ({
  type: 'view_submission',
  ...common(member),
  view: viewOf(window, values),
  response_urls: [],
});

export function windowPress(
  member: Member,
  window: OpenWindow,
  { blockId, actionId }: { blockId: string; actionId: string },
  triggerId: string,
): object | undefined {
  const block = window.modal.blocks.find(({ block_id }) => block_id === blockId);
  const button =
    block?.type === 'actions' ? block.elements.find(({ action_id }) => action_id === actionId) : undefined;
  return (
    button && {
      type: 'block_actions',
      ...common(member),
      container: { type: 'view', view_id: window.id },
      trigger_id: triggerId,
      view: viewOf(window, {}),
      actions: [
        { type: 'button', action_id: actionId, block_id: blockId, text: button.text, value: button.value },
      ],
    }
  );
}

/** The same on a member's page, whose press says nothing of a message either. */
export function homePress(
  member: Member,
  { id, home }: PublishedHome,
  { blockId, actionId }: { blockId: string; actionId: string },
  triggerId: string,
): object | undefined {
  const block = home.blocks.find(({ block_id }) => block_id === blockId);
  const button =
    block?.type === 'actions' ? block.elements.find(({ action_id }) => action_id === actionId) : undefined;
  return (
    button && {
      type: 'block_actions',
      ...common(member),
      container: { type: 'view', view_id: id },
      trigger_id: triggerId,
      view: { id, private_metadata: '', callback_id: '', state: { values: {} }, ...home },
      actions: [
        { type: 'button', action_id: actionId, block_id: blockId, text: button.text, value: button.value },
      ],
    }
  );
}

const answerSchema = z.discriminatedUnion('response_action', [
  z.strictObject({ response_action: z.literal('clear') }),
  z.strictObject({ response_action: z.literal('update'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
]);

/** What the app answered to a window that was sent off: without a word it closes. Slack shows a failure for what it cannot read. */
export function follow(
  windows: Windows,
  member: string,
  body: string,
  newId: NewId,
): 'followed' | 'not-understood' {
  if (body.trim() === '') {
    windows.close(member);
    return 'followed';
  }
  const read = answerSchema.safeParse(parsed(body));
  if (!read.success) return 'not-understood';
  switch (read.data.response_action) {
    case 'clear':
      windows.close(member);
      return 'followed';
    case 'errors':
      windows.show(member, { errors: read.data.errors });
      return 'followed';
    case 'update': {
      const view = readModal(read.data.view, newId);
      if (!view.ok) return 'not-understood';
      windows.show(member, { modal: view.modal, errors: {} });
      return 'followed';
    }
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
