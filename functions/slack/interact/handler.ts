import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { cardRefOf } from '../../../adapters/slack/card-ref.ts';
import { formatNobody } from '../../../core/directory/room-user.ts';
import type { CardRef } from '../../../core/ports/messenger.ts';
import type { OrderTurn } from '../../../core/ports/turn.ts';
import type { OrderUndo } from '../../../core/ports/undo.ts';
import { askedOnce } from '../../shared/asked-once.ts';
import {
  explainIncidentClick,
  handleIncidentClick,
  type IncidentClickPorts,
} from '../../shared/detection/handle-incident-click.ts';
import { findVoter } from '../../shared/find-voter.ts';
import { formatNotAsked, handleQuestion } from '../../shared/handle-question.ts';
import { explainRevoke, handleRevokeClick, type RevokePorts } from '../../shared/handle-revoke-click.ts';
import { explainTakeBack, handleTakeBackClick } from '../../shared/handle-take-back-click.ts';
import {
  explain,
  formatNotCounted,
  handleVoteClick,
  repairCards,
  type Ports as VotePorts,
} from '../../shared/handle-vote-click.ts';
import { observed } from '../../shared/observed.ts';
import { replyTo } from '../../shared/reply-to.ts';
import type { SignaturePorts } from '../../shared/slack/is-signed.ts';
import { countIfLate, signedBody } from '../../shared/slack/signed-body.ts';
import { type OursPorts, whyNotOurs } from '../../shared/slack/why-not-ours.ts';
import { count, log, logger } from '../../shared/telemetry.ts';
import { type Interaction, readInteraction } from './interaction.ts';
import { closeAll, openWindow, sayInWindow, turnPage, type WindowPorts } from './windows.ts';

export interface Ports
  extends VotePorts,
    RevokePorts,
    IncidentClickPorts,
    WindowPorts,
    OursPorts,
    SignaturePorts {
  roomUsers: VotePorts['roomUsers'];
  messengers: VotePorts['messengers'];
  /** Slack waits three seconds, and an undo can take longer: it is handed on. */
  orderUndo: OrderUndo;
  orderTurn: OrderTurn;
  nowMs: () => number;
}

/** A body is for a window that stands open, and says what becomes of it. */
interface SlackAnswer {
  statusCode: number;
  headers?: Record<string, string>;
  body?: string;
}

/** Slack wants 200; it shows a warning sign to the person for anything else. */
const done: SlackAnswer = { statusCode: 200 };

export const createHandler = (given: Ports) =>
  observed(async (event: APIGatewayProxyEventV2): Promise<SlackAnswer> => {
    const ports = { ...given, roomUsers: askedOnce(given.roomUsers) };
    const body = await signedBody(ports, event);
    if (body === undefined) return { statusCode: 401 };
    const interaction = readInteraction(body);
    if (interaction.kind === 'malformed') {
      log('click-unreadable', { why: interaction.why });
      return { statusCode: 400 };
    }
    if (interaction.kind === 'none') return done;
    const pressed = pressedOn(interaction);
    const why = await whyNotOurs(ports, { handle: pressed.handle, team: interaction.team });
    if (why) {
      count('VoteRefused');
      if (why === 'other-workspace') log('click-of-other-workspace', { team: interaction.team ?? 'none' });
      const text = formatNobody(why, ports.door, pressed.handle);
      await replyTo(ports, pressed, text).catch(() => count('MessengerUnavailable'));
      return done;
    }
    const { answer = done, tell } = await act(ports, interaction);
    await tell?.().catch((error: Error) => {
      count('MessengerUnavailable');
      log('person-not-told', { error });
    });
    countIfLate(ports, event);
    return answer;
  });

/** By whom, and beside which card they are answered. */
function pressedOn(interaction: Ours): { handle: string; card: CardRef } {
  if ('click' in interaction) return interaction.click;
  if ('order' in interaction) return interaction.order;
  return { handle: interaction.handle, card: cardRefOf(interaction.origin) };
}

interface Acted {
  answer?: SlackAnswer;
  /** What the person is told afterwards. */
  tell?: () => Promise<void>;
}

type Ours = Exclude<Interaction, { kind: 'none' | 'malformed' }>;
type Acts = {
  [K in Ours['kind']]: (ports: Ports, interaction: Extract<Ours, { kind: K }>) => Promise<Acted>;
};

const acts: Acts = {
  async vote(ports, { click, inWindow }) {
    about({ request: click.requestId, handle: click.handle });
    const outcome = await handleVoteClick(ports, click);
    log('vote-clicked', { choice: click.choice, outcome });
    if (outcome.kind !== 'counted') count('VoteRefused');
    if (!inWindow) return { tell: () => explain(ports, click, outcome) };
    if (outcome.kind === 'counted') return { answer: closeAll };
    const answer = sayInWindow(ports, 'Not counted', formatNotCounted(ports, click, outcome));
    return { answer, tell: () => repairCards(ports, click, outcome) };
  },
  async question(ports, { click }) {
    about({ request: click.requestId, handle: click.handle });
    const outcome = await handleQuestion(ports, click);
    log('question-asked', { outcome });
    const answer =
      outcome.kind === 'asked'
        ? closeAll
        : sayInWindow(ports, 'Not asked', formatNotAsked(ports, click, outcome));
    return { answer };
  },
  async 'take-back'(ports, { click }) {
    about({ request: click.requestId, handle: click.handle });
    const outcome = await handleTakeBackClick(ports, click);
    log('vote-taken-back', { outcome });
    return { tell: () => explainTakeBack(ports, click, outcome) };
  },
  async open(ports, { window, triggerId, origin, handle }) {
    about({ request: origin.request, handle });
    return { tell: () => openWindow(ports, { window, triggerId, origin, handle }) };
  },
  async 'turn-page'(ports, { viewId, page, origin, handle }) {
    about({ request: origin.request, handle });
    return { tell: () => turnPage(ports, { viewId, page, origin, handle }) };
  },
  async undo(ports, { order }) {
    about({ request: order.requestId, handle: order.handle });
    return handOn(ports, order, async (person) => {
      await ports.orderUndo({ ...order, person });
      log('undo-clicked', { request: order.requestId, handle: order.handle });
    });
  },
  async turn(ports, { order }) {
    about({ sighting: order.sightingId, handle: order.handle });
    return handOn(ports, order, async (person) => {
      await ports.orderTurn({ ...order, person });
      log('turn-clicked', { sighting: order.sightingId, handle: order.handle });
    });
  },
  async revoke(ports, { click }) {
    about({ request: click.requestId, handle: click.handle });
    const outcome = await handleRevokeClick(ports, click);
    log('revoke-clicked', { outcome });
    return { tell: () => explainRevoke(ports, click, outcome) };
  },
  async incident(ports, { click }) {
    about({ incident: click.incidentId, handle: click.handle });
    const outcome = await handleIncidentClick(ports, click);
    log('incident-clicked', {
      action: click.action,
      outcome: outcome.kind,
      ...(outcome.kind === 'refused' && { why: outcome.why }),
    });
    return { tell: () => explainIncidentClick(ports, click, outcome) };
  },
};

/** Who it is, is found out here, where Slack has just said who pressed: what is handed on names the person. */
async function handOn(
  ports: Ports,
  pressed: { handle: string; card: CardRef },
  order: (person: string) => Promise<void>,
): Promise<Acted> {
  const voter = await findVoter(ports, pressed.handle);
  if (voter.kind === 'person') {
    await order(voter.person.id);
    return {};
  }
  log('press-of-nobody', { why: voter.why });
  return { tell: () => replyTo(ports, pressed, formatNobody(voter.why, ports.door, pressed.handle)) };
}

const act = <K extends Ours['kind']>(ports: Ports, interaction: Extract<Ours, { kind: K }>): Promise<Acted> =>
  (acts[interaction.kind as K] as Acts[K])(ports, interaction);

const about = (keys: Record<string, string>): void => logger.appendKeys(keys);
