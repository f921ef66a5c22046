import type { KnownBlock, RichTextBlock } from '@slack/web-api';
import { visibleLines, visibleText } from '../../core/lib/visible-text.ts';
import type { Request } from '../../core/request/request.ts';
import { evidenceOnCard } from './card-evidence.ts';
import { outcomeOf } from './card-outcome.ts';
import { most } from './card-room.ts';
import { howItRuns } from './card-run.ts';
import { targetOnCard } from './card-target.ts';
import { type Buttons, decisionOf } from './card-votes.ts';
import { escapeMrkdwn } from './mrkdwn.ts';
import { line, plain, quote, richText, strong } from './rich-text.ts';
import { parametersOnCard } from './shown-parameters.ts';

const titles: Record<Request['state'], string> = {
  pending: 'Approval needed',
  allowed: 'Allowed by policy',
  refused: 'Refused by policy',
  approved: 'Approved',
  denied: 'Denied',
  expired: 'Expired: not run',
  withdrawn: 'Withdrawn by the agent',
  running: 'Approved: Countersign is running it',
  started: 'Approved, in use by the agent',
  lapsed: 'Approved, but not used in time',
  done: 'Approved and done',
  failed: 'Approved, but it failed',
  unknown: 'Approved, and nobody knows whether it ran',
};

/**
 * The whole card, from the request alone: the same request always gives the same card. `asked` are Slack ids, which ring.
 *
 * All of it is rich text, where what agents and people have written is text and cannot be anything else: a role or a bucket
 * may be named `*so*`, and nothing is to be formatted by whoever named it.
 */
export const cardBlocks = (
  request: Request,
  asked: readonly string[],
  buttons: Buttons = 'with buttons',
): KnownBlock[] => [
  { type: 'header', text: { type: 'plain_text', text: titles[request.state], emoji: false } },
  richText([
    line([strong(visibleText(request.sentence, most.sentence))]),
    ...(request.uncurated ? [line([plain(uncuratedWarning)])] : []),
  ]),
  richText(
    factsOf(request).map(([label, value]) =>
      line([strong(`${label}: `), plain(visibleText(value, most.fact))]),
    ),
  ),
  ...whoSays(request),
  richText([line([plain('Parameters')])]),
  parametersOnCard(request),
  ...targetOnCard(request),
  ...howItRuns(request),
  ...decisionOf(request, asked, buttons),
  ...outcomeOf(request),
  ...evidenceOnCard(request),
  footer(request),
];

const uncuratedWarning =
  'Nobody has described this action to Countersign: the sentence is made of its name. Read the parameters, and look up what it does.';

/** For notifications and screen readers. */
export const cardText = (request: Request): string =>
  `${titles[request.state]}: ${escapeMrkdwn(request.sentence)} (${escapeMrkdwn(request.environment)}, ${request.ruling.risk} risk)`;

const factsOf = (request: Request): [string, string][] => [
  ['Agent', `${request.agent.id}, session ${request.agent.session}`],
  ['Where', `${request.environment} (${request.account}, ${request.region})`],
  ['Risk', request.ruling.risk],
  ['Action', request.action],
  ['Resource', request.resource],
];

/** An undo is a person's wish, and a denied call is CloudTrail's word: the agent has said nothing, unless it asks for the same too. */
function whoSays(request: Request): RichTextBlock[] {
  const origin = originOf(request);
  const said = origin === undefined ? [...stated(request), ...joined(request)] : joined(request);
  return [
    ...(origin === undefined ? [] : [richText([line([strong(visibleText(origin, most.fact))])])]),
    ...(said.length === 0
      ? []
      : [
          richText([line([plain('The agent says')])]),
          richText([quote(visibleLines(said.join('\n'), most.stated))]),
        ]),
  ];
}

/** Where it comes from, if its agent did not ask for it. */
function originOf({ asker, undoes, sighting }: Request): string | undefined {
  const by = asker === undefined ? '' : `, asked by ${asker}, who cannot sign it`;
  if (sighting !== undefined)
    return `The agent made this call by itself, and it was denied by AWS; made from CloudTrail${by}`;
  return undoes === undefined ? undefined : `Undo of ${sayUndone(undoes)}${by}`;
}

/** A request's id is a hash; what an incident is about was no request. */
const sayUndone = (undoes: string): string =>
  undoes.startsWith('incident-')
    ? `what incident ${undoes.slice('incident-'.length)} is about`
    : `request ${undoes}`;

const stated = ({ stated: { reason, ticket, model, conversation } }: Request): string[] => [
  ...(reason ? [reason] : []),
  ...(ticket ? [`Ticket: ${ticket}`] : []),
  ...(model ? [`Model: ${model}`] : []),
  ...(conversation ? [`Conversation: ${conversation}`] : []),
];

const joined = (request: Request): string[] =>
  'joined' in request
    ? request.joined.map(({ session, reason }) => `Asked by ${session} too: ${reason}`)
    : [];

const footer = ({ id, digest, ruling }: Request): KnownBlock =>
  richText([
    line([
      plain(
        visibleText(
          `Request ${id} · signs ${digest.slice(0, 12)} · policies ${ruling.policies.join(', ')}`,
          most.footer,
        ),
      ),
    ]),
  ]);
