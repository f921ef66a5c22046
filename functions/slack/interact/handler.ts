import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { explain, handleVoteClick, type Ports as VotePorts } from '../../shared/handle-vote-click.ts';
import { observed } from '../../shared/observed.ts';
import { count, logger } from '../../shared/telemetry.ts';
import { readInteraction } from './interaction.ts';
import { isSignedBySlack } from './signature.ts';

export interface Ports extends VotePorts {
  /** Read anew where a signature does not fit: the secret may have been rotated. */
  signingSecret: { read(): Promise<string>; readAnew(): Promise<string> };
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
      logger.warn('A call to the Slack route was not signed by Slack', {
        sourceIp: event.requestContext.http.sourceIp,
      });
      return { statusCode: 401 };
    }
    const interaction = readInteraction(body.toString('utf8'));
    if (interaction.kind === 'malformed') {
      logger.warn('A click could not be read', { why: interaction.why });
      return { statusCode: 400 };
    }
    if (interaction.kind === 'none') return done;

    const { click } = interaction;
    logger.appendKeys({ request: click.requestId, handle: click.handle });
    const outcome = await handleVoteClick(ports, click);
    logger.info('A vote button was clicked', { choice: click.choice, outcome });
    if (outcome.kind !== 'counted') count('VoteRefused');
    await explain(ports, click, outcome).catch((error: Error) => {
      count('MessengerUnavailable');
      logger.warn('The person could not be told why', error);
    });
    if (ports.nowMs() - event.requestContext.timeEpoch > lateMs) count('SlackAnsweredLate');
    return done;
  });

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
