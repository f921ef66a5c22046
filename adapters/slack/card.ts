import type { KnownBlock, RichTextBlock } from '@slack/web-api';
import { approvalsOf } from '../../core/evidence/record.ts';
import { visibleLines, visibleText } from '../../core/lib/visible-text.ts';
import type { Request, Vote } from '../../core/request/request.ts';
import { formatButtonValue } from './button-value.ts';
import { escapeMrkdwn } from './mrkdwn.ts';
import { parametersOnCard } from './shown-parameters.ts';

const titles: Record<Request['state'], string> = {
  pending: 'Approval needed',
  allowed: 'Allowed by policy',
  refused: 'Refused by policy',
  approved: 'Approved',
  denied: 'Denied',
  expired: 'Expired: not run',
  withdrawn: 'Withdrawn by the agent',
  started: 'Approved, in use by the agent',
  lapsed: 'Approved, but not used in time',
  done: 'Approved and done',
  failed: 'Approved, but it failed',
};

/** Nobody can sign on a card before all that is signed can be read. */
export type Buttons = 'with buttons' | 'without buttons';

/** The whole card, from the request alone: the same request always gives the same card. `asked` are Slack mentions. */
export const cardBlocks = (
  request: Request,
  asked: readonly string[],
  buttons: Buttons = 'with buttons',
): KnownBlock[] => [
  { type: 'header', text: { type: 'plain_text', text: titles[request.state], emoji: false } },
  richText(request.sentence, 'bold'),
  facts(request),
  richText('The agent says'),
  quote(stated(request)),
  richText('Parameters'),
  parametersOnCard(request),
  ...decision(request, asked, buttons),
  footer(request),
];

/** For notifications and screen readers. */
export const cardText = (request: Request): string =>
  `${titles[request.state]}: ${escapeMrkdwn(request.sentence)} (${escapeMrkdwn(request.environment)}, ${request.ruling.risk} risk)`;

/** Rich text, because a role or a bucket may be named `*so*`, and a fact is not to be formatted by whoever named it. */
const facts = (request: Request): RichTextBlock => ({
  type: 'rich_text',
  elements: factsOf(request).map(([label, value]) => ({
    type: 'rich_text_section',
    elements: [
      { type: 'text', text: `${label}: `, style: { bold: true } },
      { type: 'text', text: visibleText(value, most.fact) },
    ],
  })),
});

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

const richText = (text: string, style?: 'bold'): RichTextBlock => ({
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_section',
      elements: [
        { type: 'text', text: visibleText(text, most.sentence), ...(style ? { style: { bold: true } } : {}) },
      ],
    },
  ],
});

/**
 * Slack takes some 13,000 characters a message, counted as JSON, where a quote or a line break is two. What agents and
 * people write may fill 2 × (400 + 1,500 + 1,200), the parameters 2 × 1,800; the rest is short.
 */
const most = { sentence: 400, stated: 1_500, votes: 1_200, fact: 600 };

const quote = (text: string): RichTextBlock => ({
  type: 'rich_text',
  elements: [
    { type: 'rich_text_quote', elements: [{ type: 'text', text: visibleLines(text, most.stated) }] },
  ],
});

function decision(request: Request, asked: readonly string[], buttons: Buttons): KnownBlock[] {
  const votes = 'votes' in request ? request.votes : [];
  const said = votes.length > 0 ? [markdown(linesThatFit(votes.map(formatVote)))] : [];
  if (request.state !== 'pending') return said;
  const { needed, given } = approvalsOf(request);
  const approvals = request.ruling.terms.approvals
    .map(({ group, count }) => `${count} of ${escapeMrkdwn(group)}`)
    .join(' and ');
  const progress = [
    `*${given} of ${needed} approvals.* Needs ${approvals}, before ${request.expiresAt.slice(0, 16).replace('T', ' ')} UTC.`,
    ...(asked.length > 0 ? [`Asked: ${asked.join(' ')}`] : []),
  ];
  return [
    ...said,
    markdown(progress.join('\n')),
    ...(buttons === 'with buttons' ? [reasonInput, actions(request)] : []),
  ];
}

const formatVote = ({ person, choice, reason }: Vote): string => {
  const why = reason ? `: ${escapeMrkdwn(reason)}` : '';
  return `${choice === 'approve' ? ':white_check_mark: Approved' : ':no_entry: Denied'} by ${escapeMrkdwn(person)}${why}`;
};

/** Whole lines only: markup that is cut in two could become another. */
function linesThatFit(lines: readonly string[]): string {
  const fitting = lines.filter((_, index) => lines.slice(0, index + 1).join('\n').length <= most.votes);
  const left = lines.length - fitting.length;
  return [...fitting, ...(left > 0 ? [`… and ${left} more`] : [])].join('\n');
}

const markdown = (text: string): KnownBlock => ({ type: 'section', text: { type: 'mrkdwn', text } });

const reasonInput: KnownBlock = {
  type: 'input',
  block_id: 'reason',
  optional: true,
  label: { type: 'plain_text', text: 'Your reason' },
  element: { type: 'plain_text_input', action_id: 'reason', max_length: 500 },
};

function actions({ id, digest }: Request): KnownBlock {
  const value = formatButtonValue({ request: id, digest });
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

const footer = ({ id, digest, ruling }: Request): KnownBlock => ({
  type: 'context',
  elements: [
    {
      type: 'mrkdwn',
      text: escapeMrkdwn(
        `Request ${id} · signs ${digest.slice(0, 12)} · policies ${ruling.policies.join(', ')}`,
      ),
    },
  ],
});
