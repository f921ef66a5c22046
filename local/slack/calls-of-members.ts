import { z } from 'zod';
import type { NewId } from './block-kit/name-blocks.ts';
import { app, team } from './identity.ts';
import { readContent } from './web-api/content.ts';
import { directChannelOf, type Member, type Workspace } from './workspace.ts';

/** What Slack tells when a member opens their page of the app. */
export const homeOpened = ({ id }: Member, newId: NewId, at: number): object => ({
  token: 'deprecated-verification-token',
  team_id: team.id,
  api_app_id: app.id,
  type: 'event_callback',
  event_id: `Ev${newId()}`,
  event_time: Math.floor(at / 1_000),
  event: {
    type: 'app_home_opened',
    user: id,
    channel: directChannelOf(id),
    tab: 'home',
    event_ts: (at / 1_000).toFixed(6),
  },
});

/** The form of a command: what stands after its name is text, whatever it is. */
export const commandForm = (
  { id, name }: Member,
  { command, text }: { command: string; text: string },
  { channel }: Workspace,
  triggerId: string,
): string =>
  new URLSearchParams({
    token: 'deprecated-verification-token',
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: id,
    user_name: name,
    command,
    text,
    api_app_id: app.id,
    is_enterprise_install: 'false',
    trigger_id: triggerId,
  }).toString();

const answerSchema = z.strictObject({
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  text: z.string().optional(),
  blocks: z.unknown().optional(),
});

/** Slack posts what a command was answered: without a word, nothing. It shows a failure for what it cannot read. */
export function postAnswer(
  workspace: Workspace,
  member: string,
  body: string,
  newId: NewId,
): 'posted' | 'not-understood' {
  if (body.trim() === '') return 'posted';
  const read = answerSchema.safeParse(parsed(body));
  const content = read.success ? readContent(read.data, newId) : undefined;
  if (!read.success || !content?.ok) return 'not-understood';
  const { text, blocks } = content;
  const onlyFor = read.data.response_type === 'ephemeral' ? member : undefined;
  workspace.post({ text, blocks, onlyFor });
  return 'posted';
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
