import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { formatNobody } from '../../../core/directory/room-user.ts';
import type { Part, PersonalRoom } from '../../../core/ports/personal-room.ts';
import { askedOnce } from '../../shared/asked-once.ts';
import { type FoundViewer, findViewer } from '../../shared/find-viewer.ts';
import type { FindVoterPorts } from '../../shared/find-voter.ts';
import { observed } from '../../shared/observed.ts';
import { personNotTold } from '../../shared/person-not-told.ts';
import type { SignaturePorts } from '../../shared/slack/is-signed.ts';
import { countIfLate, signedBody } from '../../shared/slack/signed-body.ts';
import { type OursPorts, whyNotOurs } from '../../shared/slack/why-not-ours.ts';
import { log, logger } from '../../shared/telemetry.ts';
import { answerCommand } from './answer-command.ts';
import type { FindPorts } from './find-requests.ts';
import { personalPage } from './personal-page.ts';
import { readSlackCall, type SlackCall } from './slack-call.ts';

export interface Ports extends FindPorts, FindVoterPorts, OursPorts, SignaturePorts {
  door: FindVoterPorts['door'];
  roomUsers: FindVoterPorts['roomUsers'];
  room: PersonalRoom;
  nowMs: () => number;
}

interface SlackAnswer {
  statusCode: number;
  headers?: Record<string, string>;
  body?: string;
}

const done: SlackAnswer = { statusCode: 200 };

export const createHandler = (given: Ports) =>
  observed(async (event: APIGatewayProxyEventV2): Promise<SlackAnswer> => {
    const ports = { ...given, roomUsers: askedOnce(given.roomUsers) };
    const body = await signedBody(ports, event);
    if (body === undefined) return { statusCode: 401 };
    const answer = isUnderWay(event) ? done : await act(ports, readSlackCall(event.rawPath, body));
    countIfLate(ports, event);
    return answer;
  });

/**
 * Slack tells an event again that was not answered within three seconds. The first time goes on all the same, and is the one
 * that counts; where it failed or did not arrive, the second is taken like a first.
 */
function isUnderWay({ headers }: Pick<APIGatewayProxyEventV2, 'headers'>): boolean {
  const again = headers['x-slack-retry-num'] !== undefined;
  const underWay = again && headers['x-slack-retry-reason'] === 'http_timeout';
  if (underWay) log('slack-call-repeated');
  return underWay;
}

async function act(ports: Ports, call: SlackCall): Promise<SlackAnswer> {
  switch (call.kind) {
    case 'malformed':
      log('slack-call-unreadable', { why: call.why });
      return { statusCode: 400 };
    case 'none':
      return done;
    case 'verification':
      return { statusCode: 200, headers: { 'content-type': 'text/plain' }, body: call.challenge };
    case 'opened':
      await openPage(ports, call);
      return done;
    case 'command':
      return json(ports.room.answer(await answerTo(ports, call)));
  }
}

async function openPage(ports: Ports, { handle, team }: Caller): Promise<void> {
  logger.appendKeys({ handle });
  if (await isOfOthers(ports, { handle, team })) return;
  const viewer = await findViewer(ports, handle);
  const parts = viewer.kind === 'person' ? await personalPage(ports, viewer) : nobodyParts(ports, viewer);
  await ports.room.publish(handle, parts).catch(personNotTold);
  log('home-opened', { known: viewer.kind === 'person' });
}

async function answerTo(ports: Ports, call: Extract<SlackCall, { kind: 'command' }>): Promise<Part[]> {
  const { handle, team } = call;
  logger.appendKeys({ handle });
  if (await isOfOthers(ports, { handle, team })) return [{ kind: 'text', text: otherWorkspace }];
  const viewer = await findViewer(ports, handle);
  log('command-answered', { known: viewer.kind === 'person' });
  return viewer.kind === 'person' ? answerCommand(ports, viewer, call) : nobodyParts(ports, viewer);
}

interface Caller {
  handle: string;
  team: string;
}

const otherWorkspace = 'Only people of the workspace that Countersign is set up for are answered here.';

/** Where Slack does not say whose they are, `findViewer` finds nobody either, and they are told. */
async function isOfOthers(ports: Ports, caller: Caller): Promise<boolean> {
  const isOther = (await whyNotOurs(ports, caller)) === 'other-workspace';
  if (isOther) log('click-of-other-workspace', { team: caller.team });
  return isOther;
}

const nobodyParts = (
  { door }: Pick<Ports, 'door'>,
  { why, handle }: Extract<FoundViewer, { kind: 'unknown-user' }>,
): Part[] => [{ kind: 'text', text: formatNobody(why, door, handle) }];

const json = (body: object): SlackAnswer => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
