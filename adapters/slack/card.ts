import type { KnownBlock, RichTextBlock } from '@slack/web-api';
import { visibleLines, visibleText } from '../../core/lib/visible-text.ts';
import type { Request } from '../../core/request/request.ts';
import { evidenceOnCard } from './card-evidence.ts';
import { factsOf, isSigned } from './card-facts.ts';
import { headOf, titles } from './card-head.ts';
import { type CardNames, noNames } from './card-names.ts';
import { agentsWords, originOf } from './card-origin.ts';
import { outcomeOf } from './card-outcome.ts';
import { type CardRoom, most, mostOnCard, rooms } from './card-room.ts';
import { howItRuns } from './card-run.ts';
import { targetOnCard } from './card-target.ts';
import { type Buttons, decisionOf } from './card-votes.ts';
import { escapeMrkdwn } from './mrkdwn.ts';
import { line, plain, quote, richText, strong } from './rich-text.ts';
import { parametersOnCard } from './shown-parameters.ts';

/**
 * The whole card, from the request alone: the same request always gives the same card. `asked` are Slack ids, which ring.
 *
 * All of it is rich text, where what agents and people have written is text and cannot be anything else: a role or a bucket
 * may be named `*so*`, and nothing is to be formatted by whoever named it.
 */
export function cardBlocks(
  request: Request,
  asked: readonly string[],
  buttons: Buttons = 'with buttons',
  names: CardNames = noNames,
): KnownBlock[] {
  let blocks: KnownBlock[] = [];
  for (const room of rooms) {
    blocks = drawIn(room, request, asked, buttons, names);
    if (JSON.stringify(blocks).length <= mostOnCard) return blocks;
  }
  return blocks;
}

const drawIn = (
  room: CardRoom,
  request: Request,
  asked: readonly string[],
  buttons: Buttons,
  names: CardNames,
): KnownBlock[] => [
  ...headOf(request),
  richText(
    factsOf(request, names).map(([label, value]) =>
      line([strong(`${label}: `), plain(visibleText(value, isSigned(label) ? most.resource : room.fact))]),
    ),
  ),
  ...whoSays(request, names, room),
  richText([line([plain('Parameters')])]),
  parametersOnCard(request),
  ...targetOnCard(request),
  ...whyAsked(request, room),
  ...howItRuns(request),
  ...decisionOf(request, asked, buttons, names, room),
  ...outcomeOf(request, room),
  ...evidenceOnCard(request, room),
  footer(request, room),
];

/** For notifications and screen readers. */
export const cardText = (request: Request): string =>
  `${titles[request.state]}${request.state === 'pending' ? '' : ':'} ${escapeMrkdwn(request.sentence)} (${escapeMrkdwn(request.environment)}, ${request.ruling.risk} risk)`;

/** As the ruling says it, of which Details has every line. */
function whyAsked(
  { ruling: { decision, policies, reasons } }: Request,
  { because }: CardRoom,
): RichTextBlock[] {
  if (decision !== 'review') return [];
  return [
    richText([
      line([
        plain(`Asked because of ${policies.length === 1 ? 'policy' : 'policies'} `),
        strong(visibleText(policies.join(', '), because) || 'unknown'),
        plain(`: ${visibleText(reasons.join(' '), because)}`),
      ]),
    ]),
  ];
}

/** An undo is a person's wish, and a denied call is CloudTrail's word: the agent has said nothing, unless it asks for the same too. */
function whoSays(request: Request, { ticketUrl }: CardNames, room: CardRoom): RichTextBlock[] {
  const origin = originOf(request);
  const said = agentsWords(request);
  const { ticket = '' } = request.stated;
  return [
    ...(origin === undefined ? [] : [richText([line([strong(visibleText(origin, room.fact))])])]),
    ...(said.length === 0
      ? []
      : [
          richText([line([plain('The agent says')])]),
          richText([quote(visibleLines(said.join('\n'), room.stated))]),
        ]),
    ...(ticketUrl && origin === undefined && linkedTicket.test(ticket)
      ? [
          richText([
            line([
              plain('The ticket that it names: '),
              { type: 'link', url: ticketUrl.replace('{ticket}', ticket), text: ticket },
            ]),
          ]),
        ]
      : []),
  ];
}

/** What an agent calls a ticket becomes part of an address only where it can be nothing but a name. */
const linkedTicket = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

const footer = ({ id, digest, ruling }: Request, room: CardRoom): KnownBlock =>
  richText([
    line([
      plain(
        visibleText(
          `Request ${id} · signs ${digest.slice(0, 12)} · policies ${ruling.policies.join(', ')}`,
          room.footer,
        ),
      ),
    ]),
  ]);
