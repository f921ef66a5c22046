import type { KnownBlock, RichTextBlock, RichTextElement } from '@slack/web-api';
import { longestSentence } from '../../catalog/sentence.ts';
import { approvalsOf } from '../../core/evidence/record.ts';
import { visibleLines, visibleText } from '../../core/lib/visible-text.ts';
import type { Request, Vote } from '../../core/request/request.ts';
import { formatButtonValue } from './button-value.ts';
import { escapeMrkdwn } from './mrkdwn.ts';
import { revokeButton, sayRevoked } from './revoke-button.ts';
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

/** Nobody can sign on a card before all that is signed can be read. */
export type Buttons = 'with buttons' | 'without buttons';

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
  richText([line([plain('The agent says')])]),
  richText([quote(stated(request))]),
  richText([line([plain('Parameters')])]),
  parametersOnCard(request),
  ...decision(request, asked, buttons),
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

const stated = (request: Request): string => {
  const { stated } = request;
  return [
    stated.reason,
    ...(stated.ticket ? [`Ticket: ${stated.ticket}`] : []),
    ...(stated.model ? [`Model: ${stated.model}`] : []),
    ...(stated.conversation ? [`Conversation: ${stated.conversation}`] : []),
    ...('joined' in request
      ? request.joined.map(({ session, reason }) => `Asked by ${session} too: ${reason}`)
      : []),
  ].join('\n');
};

/**
 * Slack takes some 13,000 characters a message, counted as JSON, where a quote or a line break is two. What agents and
 * people write may fill 2 × (600 + 1,200 + 600), the parameters 2 × 1,800;
 * facts, names and what surrounds them have the rest.
 */
const most = { sentence: longestSentence, stated: 1_200, votes: 600, fact: 600, footer: 400 };

const plain = (text: string): RichTextElement => ({ type: 'text', text });
const strong = (text: string): RichTextElement => ({ type: 'text', text, style: { bold: true } });
const line = (elements: RichTextElement[]): RichTextBlock['elements'][number] => ({
  type: 'rich_text_section',
  elements,
});
const quote = (text: string): RichTextBlock['elements'][number] => ({
  type: 'rich_text_quote',
  elements: [plain(visibleLines(text, most.stated))],
});
const richText = (elements: RichTextBlock['elements']): RichTextBlock => ({ type: 'rich_text', elements });

function decision(request: Request, asked: readonly string[], buttons: Buttons): KnownBlock[] {
  const votes = 'votes' in request ? request.votes : [];
  const said = votes.length > 0 ? [richText(linesThatFit(votes))] : [];
  if (request.state !== 'pending') return [...said, ...revokedLine(request), ...revokeButton(request)];
  const { needed, given } = approvalsOf(request);
  const approvals = request.ruling.terms.approvals
    .map(({ group, count }) => `${count} of ${group}`)
    .join(' and ');
  const until = request.expiresAt.slice(0, 16).replace('T', ' ');
  return [
    ...said,
    richText([
      line([
        strong(`${given} of ${needed} approvals.`),
        plain(visibleText(` Needs ${approvals}, before ${until} UTC.`, most.fact)),
      ]),
      ...(asked.length > 0 ? [line([plain('Asked: '), ...asked.flatMap(ringing)])] : []),
    ]),
    ...(buttons === 'with buttons' ? [reasonInput, actions(request)] : []),
  ];
}

function revokedLine(request: Request): RichTextBlock[] {
  const revoked = sayRevoked(request);
  return revoked === undefined ? [] : [richText([line([plain(visibleText(revoked, most.fact))])])];
}

const ringing = (id: string, index: number): RichTextElement[] => [
  ...(index > 0 ? [plain(' ')] : []),
  { type: 'user', user_id: id },
];

const sayVote = ({ person, choice, reason }: Vote): string => {
  const why = reason ? `: ${visibleText(reason, 500)}` : '';
  return ` ${choice === 'approve' ? 'Approved' : 'Denied'} by ${visibleText(person)}${why}`;
};

/** The last reasons give way to the number of their votes, so that every vote is counted. */
function linesThatFit(votes: readonly Vote[]): RichTextBlock['elements'] {
  const fitting = votes.filter(
    (_, index) =>
      votes
        .slice(0, index + 1)
        .map(sayVote)
        .join('\n').length <= most.votes,
  );
  const left = votes.length - fitting.length;
  return [
    ...fitting.map((vote) =>
      line([
        { type: 'emoji', name: vote.choice === 'approve' ? 'white_check_mark' : 'no_entry' },
        plain(sayVote(vote)),
      ]),
    ),
    ...(left > 0 ? [line([plain(`… and ${left} more`)])] : []),
  ];
}

const reasonInput: KnownBlock = {
  type: 'input',
  block_id: 'reason',
  optional: true,
  label: { type: 'plain_text', text: 'Your reason' },
  element: { type: 'plain_text_input', action_id: 'reason', max_length: 500 },
};

function actions({ id, digest, seen }: Request): KnownBlock {
  const value = formatButtonValue({ request: id, digest, ...(seen && { seen: seen.hash }) });
  return {
    type: 'actions',
    block_id: 'decision',
    elements: [
      {
        type: 'button',
        action_id: 'approve',
        style: 'primary',
        text: { type: 'plain_text', text: 'Approve' },
        value,
      },
      {
        type: 'button',
        action_id: 'deny',
        style: 'danger',
        text: { type: 'plain_text', text: 'Deny' },
        value,
      },
    ],
  };
}

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
