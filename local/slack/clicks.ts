import type { Block } from './block-kit/blocks.ts';
import type { Button } from './block-kit/elements.ts';
import { app, team } from './identity.ts';
import { stateOf } from './input-state.ts';
import { messageJson } from './message-json.ts';
import type { Message, Workspace } from './workspace.ts';

/** What a member does: presses one button, with what stands in the message's inputs at that moment. */
export interface Click {
  member: string;
  ts: string;
  blockId: string;
  actionId: string;
  /** By block id and action id, as Slack reports it. An input that is left out is empty. */
  values?: Record<string, Record<string, string>>;
}

export interface Pressed {
  triggerId: string;
  responseUrl: string;
}

/** Slack's `block_actions` payload. Throws where the message shows this member no such button. */
export function blockActions(
  workspace: Workspace,
  click: Click,
  { triggerId, responseUrl }: Pressed,
): object | undefined {
  const message = workspace.seenBy(click.member).find(({ ts }) => ts === click.ts);
  const member = workspace.members.find(({ id }) => id === click.member);
  const button = message && findButton(message, click);
  if (!message || !member || !button) return undefined;
  return {
    type: 'block_actions',
    user: { id: member.id, username: member.name, name: member.name, team_id: member.team ?? team.id },
    api_app_id: app.id,
    // Deprecated since signatures came; Slack still sends one and nobody should read it.
    token: 'deprecated-verification-token',
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: workspace.channelOf(message).id,
      is_ephemeral: message.onlyFor !== undefined,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    },
    trigger_id: triggerId,
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
    channel: workspace.channelOf(message),
    // Slack sends no copy of an ephemeral message: it kept none.
    ...(message.onlyFor ? {} : { message: messageJson(message) }),
    state: { values: stateOf(message.blocks, click.values) },
    response_url: responseUrl,
    actions: [
      {
        type: 'button',
        action_id: button.action_id,
        block_id: click.blockId,
        text: { emoji: true, ...button.text },
        ...(button.value === undefined ? {} : { value: button.value }),
        ...(button.style === undefined ? {} : { style: button.style }),
        action_ts: workspace.newTimestamp(),
      },
    ],
  };
}

function findButton(message: Message, { blockId, actionId }: Click): Button | undefined {
  const block = message.blocks.find(({ block_id }) => block_id === blockId);
  return buttonsOf(block).find(({ action_id }) => action_id === actionId);
}

function buttonsOf(block: Block | undefined): readonly Button[] {
  if (block?.type === 'actions') return block.elements;
  return block?.type === 'section' && block.accessory ? [block.accessory] : [];
}
