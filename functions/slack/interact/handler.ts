import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { OrderTurn } from '../../../core/ports/turn.ts';
import type { OrderUndo } from '../../../core/ports/undo.ts';
import {
  explainIncidentClick,
  handleIncidentClick,
  type IncidentClick,
  type IncidentClickPorts,
} from '../../shared/detection/handle-incident-click.ts';
import {
  explainRevoke,
  handleRevokeClick,
  type RevokeClick,
  type RevokePorts,
} from '../../shared/handle-revoke-click.ts';
import {
  explain,
  handleVoteClick,
  type VoteClick,
  type Ports as VotePorts,
} from '../../shared/handle-vote-click.ts';
import { observed } from '../../shared/observed.ts';
import { count, log, logger } from '../../shared/telemetry.ts';
import { type Interaction, readInteraction } from './interaction.ts';
import { isSignedBySlack } from './signature.ts';

export interface Ports extends VotePorts, RevokePorts, IncidentClickPorts {
  messengers: VotePorts['messengers'];
  /** Read anew where a signature does not fit: the secret may have been rotated. */
  signingSecret: { read(): Promise<string>; readAnew(): Promise<string> };
  /** Slack waits three seconds, and an undo can take longer: it is handed on. */
  orderUndo: OrderUndo;
  orderTurn: OrderTurn;
  nowSeconds: () => number;
  nowMs: () => number;
}

/** Since API Gateway had the click, so that loading the function counts too. Slack hangs up after 3 s. */
const lateMs = 2_500;

/** Slack wants 200 and no body; it shows a warning sign to the person for anything else. */
const done = { statusCode: 200 };

export const createHandler = (ports: Ports) =>
  observed(async (event: APIGatewayProxyEventV2): Promise<{ statusCode: number }> => {
    const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
    if (!(await isSigned(ports, event, body))) {
      count('SlackSignatureRefused');
      log('slack-call-unsigned', { sourceIp: event.requestContext.http.sourceIp });
      return { statusCode: 401 };
    }
    const interaction = readInteraction(body.toString('utf8'));
    if (interaction.kind === 'malformed') {
      log('click-unreadable', { why: interaction.why });
      return { statusCode: 400 };
    }
    if (interaction.kind === 'none') return done;

    if (interaction.kind === 'undo') {
      const { requestId: request, handle } = interaction.order;
      await ports.orderUndo(interaction.order);
      log('undo-clicked', { request, handle });
      return answered(ports, event);
    }

    if (interaction.kind === 'turn') {
      const { sightingId: sighting, handle } = interaction.order;
      await ports.orderTurn(interaction.order);
      log('turn-clicked', { sighting, handle });
      return answered(ports, event);
    }

    const tell = await act(ports, interaction);
    await tell().catch((error: Error) => {
      count('MessengerUnavailable');
      log('person-not-told', { error });
    });
    return answered(ports, event);
  });

/** What the person is told afterwards. */
type Tell = () => Promise<void>;

function act(ports: Ports, interaction: Extract<Interaction, { click: object }>): Promise<Tell> {
  const { handle } = interaction.click;
  if (interaction.kind === 'incident') {
    logger.appendKeys({ incident: interaction.click.incidentId, handle });
    return seeToIncident(ports, interaction.click);
  }
  logger.appendKeys({ request: interaction.click.requestId, handle });
  return interaction.kind === 'revoke' ? revoke(ports, interaction.click) : vote(ports, interaction.click);
}

async function vote(ports: Ports, click: VoteClick): Promise<Tell> {
  const outcome = await handleVoteClick(ports, click);
  log('vote-clicked', { choice: click.choice, outcome });
  if (outcome.kind !== 'counted') count('VoteRefused');
  return () => explain(ports, click, outcome);
}

async function revoke(ports: Ports, click: RevokeClick): Promise<Tell> {
  const outcome = await handleRevokeClick(ports, click);
  log('revoke-clicked', { outcome });
  return () => explainRevoke(ports, click, outcome);
}

async function seeToIncident(ports: Ports, click: IncidentClick): Promise<Tell> {
  const outcome = await handleIncidentClick(ports, click);
  log('incident-clicked', {
    action: click.action,
    outcome: outcome.kind,
    ...(outcome.kind === 'refused' && { why: outcome.why }),
  });
  return () => explainIncidentClick(ports, click, outcome);
}

function answered({ nowMs }: Ports, event: APIGatewayProxyEventV2): { statusCode: number } {
  if (nowMs() - event.requestContext.timeEpoch > lateMs) count('SlackAnsweredLate');
  return done;
}

async function isSigned(
  { signingSecret, nowSeconds }: Ports,
  { headers }: APIGatewayProxyEventV2,
  body: Buffer,
): Promise<boolean> {
  const signed = {
    timestamp: headers['x-slack-request-timestamp'],
    signature: headers['x-slack-signature'],
    body,
  };
  const secret = await signingSecret.read();
  if (isSignedBySlack(signed, secret, nowSeconds())) return true;
  const renewed = await signingSecret.readAnew();
  return renewed !== secret && isSignedBySlack(signed, renewed, nowSeconds());
}
