import { z } from 'zod';
import { readButtonValue } from '../../../adapters/slack/button-value.ts';
import { cardRefOf } from '../../../adapters/slack/card-ref.ts';
import { readIncidentButton } from '../../../adapters/slack/incident-button-value.ts';
import { readSightingButton } from '../../../adapters/slack/sighting-button-value.ts';
import { type IncidentAction, incidentActions } from '../../../core/detection/incident-actions.ts';
import type { TurnOrder } from '../../../core/ports/turn.ts';
import type { UndoOrder } from '../../../core/ports/undo.ts';
import { type Choice, choices } from '../../../core/request/request.ts';
import type { IncidentClick } from '../../shared/detection/handle-incident-click.ts';
import type { RevokeClick } from '../../shared/handle-revoke-click.ts';
import type { VoteClick } from '../../shared/handle-vote-click.ts';

export const payloadSchema = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string().min(1).max(40) }),
  container: z.object({
    channel_id: z.string().regex(/^[A-Z0-9]{1,40}$/),
    message_ts: z.string().regex(/^\d{1,20}\.\d{1,20}$/),
  }),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().optional() })).min(1),
  state: z
    .object({
      values: z.object({
        reason: z.object({ reason: z.object({ value: z.string().max(3_000).nullish() }) }).optional(),
      }),
    })
    .optional(),
});

export type Interaction =
  | { kind: 'click'; click: VoteClick }
  | { kind: 'undo'; order: UndoOrder }
  | { kind: 'turn'; order: TurnOrder }
  | { kind: 'revoke'; click: RevokeClick }
  | { kind: 'incident'; click: IncidentClick }
  | { kind: 'none' }
  | { kind: 'malformed'; why: string };

/** Our buttons, by their `action_id`. */
const pressed: ReadonlySet<string> = new Set([...choices, 'undo', 'revoke', 'turn', ...incidentActions]);

/** Slack posts a form with one field, `payload`. What is signed by Slack but not ours to handle is `none`. */
export function readInteraction(body: string): Interaction {
  const payload = parse(new URLSearchParams(body).get('payload'));
  if (payload === undefined)
    return { kind: 'malformed', why: 'The form has no payload that is a JSON object.' };
  const result = payloadSchema.safeParse(payload);
  if (!result.success) return { kind: 'none' };
  const { user, container, actions, state } = result.data;
  const action = actions.find(({ action_id }) => pressed.has(action_id));
  if (!action) return { kind: 'none' };
  const card = cardRefOf({ channel: container.channel_id, ts: container.message_ts });
  const reason = state?.values.reason?.reason.value?.trim().toWellFormed();
  if (isIncidentAction(action.action_id)) {
    const button = readIncidentButton(action.value ?? '');
    if (!button.ok) return { kind: 'malformed', why: button.detail };
    const { incident: incidentId } = button.value;
    const pressed = { action: action.action_id, incidentId, handle: user.id, card };
    return { kind: 'incident', click: { ...pressed, ...(reason ? { reason } : {}) } };
  }
  if (action.action_id === 'turn') {
    const button = readSightingButton(action.value ?? '');
    return button.ok
      ? { kind: 'turn', order: { v: 1, sightingId: button.value.sighting, handle: user.id, card } }
      : { kind: 'malformed', why: button.detail };
  }
  const button = readButtonValue(action.value ?? '');
  if (!button.ok) return { kind: 'malformed', why: button.detail };
  const { request: requestId, digest, seen } = button.value;
  if (action.action_id === 'undo')
    return { kind: 'undo', order: { v: 1, requestId, digest, handle: user.id, card } };
  if (action.action_id === 'revoke')
    return { kind: 'revoke', click: { requestId, digest, handle: user.id, card } };
  return {
    kind: 'click',
    click: {
      handle: user.id,
      choice: action.action_id as Choice,
      requestId,
      digest,
      ...(seen && { seen }),
      ...(reason ? { reason } : {}),
      card,
    },
  };
}

const isIncidentAction = (id: string): id is IncidentAction =>
  (incidentActions as readonly string[]).includes(id);

function parse(text: string | null): object | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
