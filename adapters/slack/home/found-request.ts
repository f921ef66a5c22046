import type { ActionsBlock, Button, KnownBlock, RichTextElement } from '@slack/web-api';
import { approvalsOf } from '../../../core/evidence/record.ts';
import { visibleLines, visibleText } from '../../../core/lib/visible-text.ts';
import type { CardRef } from '../../../core/ports/messenger.ts';
import type { FoundRequest } from '../../../core/ports/personal-room.ts';
import type { Request, Vote } from '../../../core/request/request.ts';
import { postedAt } from '../card-ref.ts';
import type { ListButton } from '../modals/modal-names.ts';
import { formatModalOrigin } from '../modals/modal-origin.ts';
import { neededOf } from '../needed-of.ts';
import { line, moment, plain, quote, richText, strong } from '../rich-text.ts';
import { stateWords } from './state-words.ts';

/** Of one request in a list; its details have all of it. */
const most = { sentence: 160, fact: 80, reason: 300, groups: 200 };

/** One request among others; its id is for a command where no button leads to it. `voter`: whose vote on it is told. */
export const inList = ({ request, card, mayDeny }: FoundRequest, voter?: string): KnownBlock[] => [
  richText([
    line([strong(visibleText(request.sentence, most.sentence))]),
    line([...(voter === undefined ? [] : ownVote(request, voter)), ...standing(request), ...where(card)]),
    ...(card ? [] : [line([plain(`Request ${request.id}`)])]),
  ]),
  ...buttonsOf(request, card, mayDeny),
];

/** One request by itself: enough to know which it is. */
export const alone = ({ request, card, mayDeny }: FoundRequest): KnownBlock[] => [
  richText([
    line([strong(visibleText(request.sentence, most.sentence))]),
    line([...standing(request), ...where(card)]),
    ...(request.state === 'pending'
      ? [line([plain(`Needs ${visibleText(neededOf(request), most.groups)}.`)])]
      : []),
    ...votesOf(request).map((vote) =>
      line([plain(`${choices[vote.choice]} by ${visibleText(vote.person, most.fact)}, `), moment(vote.at)]),
    ),
    line([plain(`Request ${request.id}, asked for `), moment(request.submittedAt)]),
  ]),
  ...(request.stated.reason && request.asker === undefined
    ? [
        richText([line([plain('The agent says')])]),
        richText([quote(visibleLines(request.stated.reason, most.reason))]),
      ]
    : []),
  ...buttonsOf(request, card, mayDeny),
];

const choices = { approve: 'Approved', deny: 'Denied' } as const;

const votesOf = (request: Request): readonly Vote[] => ('votes' in request ? request.votes : []);

const ownVote = (request: Request, voter: string): RichTextElement[] =>
  votesOf(request)
    .filter(({ person }) => person.toLowerCase() === voter.toLowerCase())
    .slice(0, 1)
    .flatMap(({ choice, at }) => [plain(`${choices[choice]} by you `), moment(at), plain('. ')]);

function standing(request: Request): RichTextElement[] {
  const { ruling, environment, agent } = request;
  const facts = `${ruling.risk} risk, ${visibleText(environment, most.fact)}, agent ${visibleText(agent.id, most.fact)}`;
  if (request.state !== 'pending') return [plain(`It is ${stateWords[request.state]}: ${facts}`)];
  const { needed, given } = approvalsOf(request);
  return [plain(`${facts}, ${given} of ${needed} approvals, until `), moment(request.expiresAt)];
}

/** Slack names a channel to those alone who may know it. */
const where = (card: CardRef | undefined): RichTextElement[] =>
  card ? [plain(', in '), { type: 'channel', channel_id: postedAt(card).channel }] : [];

/** Nobody signs what they cannot see: a yes is given in the details, or on the card. */
function buttonsOf(request: Request, card: CardRef | undefined, mayDeny?: true): ActionsBlock[] {
  if (!card) return [];
  const { id, digest, seen } = request;
  const value = formatModalOrigin({
    ...{ v: 1, request: id, digest },
    ...(seen && { seen: seen.hash }),
    ...postedAt(card),
  });
  const button = (action_id: ListButton, text: string, style?: 'danger'): Button => ({
    ...{ type: 'button', action_id, value, text: { type: 'plain_text', text } },
    ...(style && { style }),
  });
  return [
    {
      type: 'actions',
      elements: [
        button('list-details', 'Details'),
        ...(mayDeny ? [button('list-deny', 'Deny', 'danger')] : []),
      ],
    },
  ];
}
