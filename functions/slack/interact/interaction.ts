import { readButtonValue } from '../../../adapters/slack/button-value.ts';
import { cardRefOf } from '../../../adapters/slack/card-ref.ts';
import { readIncidentButton } from '../../../adapters/slack/incident-button-value.ts';
import {
  type DecisionModal,
  decisionModals,
  listButtons,
  pageActions,
  signAll,
} from '../../../adapters/slack/modals/modal-names.ts';
import { type ModalOrigin, readModalOrigin } from '../../../adapters/slack/modals/modal-origin.ts';
import { readSightingButton } from '../../../adapters/slack/sighting-button-value.ts';
import { type IncidentAction, incidentActions } from '../../../core/detection/incident-actions.ts';
import type { TurnOrder } from '../../../core/ports/turn.ts';
import type { UndoOrder } from '../../../core/ports/undo.ts';
import type { IncidentClick } from '../../shared/detection/handle-incident-click.ts';
import type { QuestionClick } from '../../shared/handle-question.ts';
import type { RevokeClick } from '../../shared/handle-revoke-click.ts';
import type { TakeBackClick } from '../../shared/handle-take-back-click.ts';
import type { VoteClick } from '../../shared/handle-vote-click.ts';
import {
  type CardPress,
  cardPressSchema,
  type ListPress,
  listPressSchema,
  type Submission,
  submissionSchema,
  type WindowPress,
  windowPressSchema,
} from './payload.ts';

/** What somebody wants, before it is known who they are. */
type WithoutPerson<T> = Omit<T, 'person'>;

/** What somebody wants. `team`: their workspace, where Slack says so. `inWindow`: a window stands open, and takes our answer. */
export type Interaction =
  | ((
      | { kind: 'vote'; click: VoteClick; inWindow?: true }
      | { kind: 'question'; click: QuestionClick; inWindow: true }
      | { kind: 'take-back'; click: TakeBackClick }
      | {
          kind: 'open';
          window: DecisionModal | 'details';
          triggerId: string;
          origin: ModalOrigin;
          handle: string;
        }
      | { kind: 'turn-page'; viewId: string; page: number; origin: ModalOrigin; handle: string }
      | { kind: 'undo'; order: WithoutPerson<UndoOrder> }
      | { kind: 'turn'; order: WithoutPerson<TurnOrder> }
      | { kind: 'revoke'; click: RevokeClick }
      | { kind: 'incident'; click: IncidentClick }
    ) & { team: string | undefined })
  | { kind: 'none' }
  | { kind: 'malformed'; why: string };

type Read = Interaction extends infer I ? (I extends { team: unknown } ? Omit<I, 'team'> : I) : never;

/** Slack posts a form with one field, `payload`. What is signed by Slack but not ours to handle is `none`. */
export function readInteraction(body: string): Interaction {
  const payload = parse(new URLSearchParams(body).get('payload'));
  if (payload === undefined)
    return { kind: 'malformed', why: 'The form has no payload that is a JSON object.' };
  const listed = listPressSchema.safeParse(payload);
  if (listed.success) return withTeam(listed.data, readListPress(listed.data));
  const press = cardPressSchema.safeParse(payload);
  if (press.success) return withTeam(press.data, readCardPress(press.data));
  const turned = windowPressSchema.safeParse(payload);
  if (turned.success) return withTeam(turned.data, readWindowPress(turned.data));
  const submitted = submissionSchema.safeParse(payload);
  return submitted.success ? withTeam(submitted.data, readSubmission(submitted.data)) : { kind: 'none' };
}

const withTeam = ({ user }: { user: CardPress['user'] }, read: Read): Interaction =>
  read.kind === 'none' || read.kind === 'malformed'
    ? read
    : ({ ...read, team: user.team_id ?? undefined } as Interaction);

/** What a button of a card is for, by its `action_id`. A name that is not here is nobody's of ours. */
const cardButtons: Readonly<Record<string, (press: CardPress, value: string) => Read>> = {
  approve: ofRequest((press, button) => ({
    kind: 'vote',
    click: { ...button, choice: 'approve', sawAll: false, ...reasonIn(press) },
  })),
  ...Object.fromEntries(
    [...decisionModals, 'details' as const].map((window) => [
      `open-${window}`,
      ofRequest((press, { handle, card: _, requestId: request, ...button }) => ({
        kind: 'open',
        window,
        triggerId: press.trigger_id,
        handle,
        origin: { v: 1, request, ...button, ...postedIn(press) },
      })),
    ]),
  ),
  'take-back': ofRequest((_, { seen: _seen, ...click }) => ({ kind: 'take-back', click })),
  undo: ofRequest((_, { seen: _seen, ...order }) => ({ kind: 'undo', order: { v: 1, ...order } })),
  revoke: ofRequest((_, { seen: _seen, ...click }) => ({ kind: 'revoke', click })),
  turn(press, value) {
    const button = readSightingButton(value);
    if (!button.ok) return { kind: 'malformed', why: button.detail };
    return { kind: 'turn', order: { v: 1, sightingId: button.value.sighting, ...whoAndWhere(press) } };
  },
  ...Object.fromEntries(incidentActions.map((action) => [action, ofIncident(action)])),
};

function readCardPress(press: CardPress): Read {
  const action = press.actions.find(({ action_id }) => Object.hasOwn(cardButtons, action_id));
  return (action && cardButtons[action.action_id]?.(press, action.value ?? '')) ?? { kind: 'none' };
}

interface Pressed {
  handle: string;
  card: VoteClick['card'];
  requestId: string;
  digest: string;
  seen?: string;
}

function ofRequest(read: (press: CardPress, button: Pressed) => Read) {
  return (press: CardPress, value: string): Read => {
    const button = readButtonValue(value);
    if (!button.ok) return { kind: 'malformed', why: button.detail };
    const { request: requestId, digest, seen } = button.value;
    return read(press, { requestId, digest, ...(seen && { seen }), ...whoAndWhere(press) });
  };
}

function ofIncident(action: IncidentAction) {
  return (press: CardPress, value: string): Read => {
    const button = readIncidentButton(value);
    if (!button.ok) return { kind: 'malformed', why: button.detail };
    const pressed = { action, incidentId: button.value.incident, ...whoAndWhere(press) };
    return { kind: 'incident', click: { ...pressed, ...reasonIn(press) } };
  };
}

const postedIn = ({ container: { channel_id: channel, message_ts: ts } }: CardPress) => ({ channel, ts });
const whoAndWhere = (press: CardPress) => ({ handle: press.user.id, card: cardRefOf(postedIn(press)) });

function reasonIn({ state }: CardPress): { reason?: string } {
  const reason = state?.values.reason?.reason.value?.trim().toWellFormed();
  return reason ? { reason } : {};
}

function readListPress({ user, trigger_id: triggerId, actions: [action] }: ListPress): Read {
  if (!action) return { kind: 'none' };
  const origin = readModalOrigin(action.value);
  if (!origin.ok) return { kind: 'malformed', why: origin.detail };
  const window = listButtons[action.action_id];
  return { kind: 'open', window, triggerId, origin: { ...origin.value, inList: true }, handle: user.id };
}

function readWindowPress({ user, view, actions }: WindowPress): Read {
  const turned = actions.find(({ action_id }) => (pageActions as readonly string[]).includes(action_id));
  if (!turned) return { kind: 'none' };
  const origin = readModalOrigin(view.private_metadata);
  if (!origin.ok) return { kind: 'malformed', why: origin.detail };
  const page = /^\d{1,4}$/.test(turned.value ?? '') ? Number(turned.value) : 0;
  return { kind: 'turn-page', viewId: view.id, page, origin: origin.value, handle: user.id };
}

function readSubmission({ user, view }: Submission): Read {
  const origin = readModalOrigin(view.private_metadata);
  if (!origin.ok) return { kind: 'malformed', why: origin.detail };
  const { request: requestId, digest, seen, channel, ts } = origin.value;
  const click = { requestId, digest, handle: user.id, card: cardRefOf({ channel, ts }) };
  const { text, again } = view.state.values;
  const said = text?.text.value?.trim().toWellFormed() ?? '';
  if (view.callback_id === 'question')
    return { kind: 'question', click: { ...click, text: said }, inWindow: true };
  const chosen = again?.again.selected_option?.value;
  return {
    kind: 'vote',
    inWindow: true,
    click: {
      ...click,
      choice: view.callback_id === 'deny' ? 'deny' : 'approve',
      sawAll: view.callback_id === signAll,
      ...(seen && { seen }),
      ...(said && { reason: said }),
      ...(chosen && { again: chosen }),
    },
  };
}

function parse(text: string | null): object | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
