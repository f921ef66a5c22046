import type { KnownBlock, RichTextBlock } from '@slack/web-api';
import { canonicalJson } from '../../core/json.ts';
import { approvalsOf } from '../../core/record.ts';
import type { Request, Vote } from '../../core/request.ts';
import { visibleLines, visibleText } from '../../core/visible-text.ts';
import { escapeMrkdwn } from './mrkdwn.ts';

/** What a button carries: which request, and exactly what a press on it signs. */
export interface ButtonValue {
  request: string;
  digest: string;
}

const titles: Record<Request['state'], string> = {
  pending: 'Approval needed',
  allowed: 'Allowed by policy',
  refused: 'Refused by policy',
  approved: 'Approved',
  denied: 'Denied',
  expired: 'Expired: not run',
  withdrawn: 'Withdrawn by the agent',
  claimed: 'Approved, in use by the agent',
  lapsed: 'Approved, but not used in time',
  done: 'Approved and done',
  failed: 'Approved, but it failed',
};

/** The whole card, from the request alone: the same request always gives the same card. `asked` are Slack mentions. */
export const cardBlocks = (request: Request, asked: readonly string[]): KnownBlock[] => [
  { type: 'header', text: { type: 'plain_text', text: titles[request.state], emoji: false } },
  richText(request.sentence, 'bold'),
  {
    type: 'section',
    fields: facts(request).map(([label, value]) => ({
      type: 'mrkdwn',
      text: `*${label}*\n${escapeMrkdwn(value)}`,
    })),
  },
  richText('The agent says'),
  quote(claims(request)),
  richText('Parameters'),
  preformatted(request),
  ...decision(request, asked),
  footer(request),
];

/** For notifications and screen readers. */
export const cardText = (request: Request): string =>
  `${titles[request.state]}: ${escapeMrkdwn(request.sentence)} (${escapeMrkdwn(request.environment)}, ${request.ruling.risk} risk)`;

const facts = (request: Request): [string, string][] => [
  ['Agent', request.agent.id],
  ['Environment', request.environment],
  ['Risk', request.ruling.risk],
  ['Action', request.action],
  ['Account', request.account],
  ['Region', request.region],
  ['Resource', request.resource],
  ['Session', request.agent.session],
];

const claims = ({ claimed }: Request): string =>
  [
    claimed.reason,
    ...(claimed.ticket ? [`Ticket: ${claimed.ticket}`] : []),
    ...(claimed.model ? [`Model: ${claimed.model}`] : []),
    ...(claimed.conversation ? [`Conversation: ${claimed.conversation}`] : []),
  ].join('\n');

const richText = (text: string, style?: 'bold'): RichTextBlock => ({
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_section',
      elements: [{ type: 'text', text: visibleText(text, 400), ...(style ? { style: { bold: true } } : {}) }],
    },
  ],
});

const quote = (text: string): RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: visibleLines(text, 2_800) }] }],
});

/** What fits on a card; a longer text says how much of it is missing, because the signature covers it all. */
const shownCharacters = 2_600;

function preformatted({ parameters, digest }: Request): RichTextBlock {
  const text = JSON.stringify(JSON.parse(canonicalJson(parameters)), null, 2);
  const missing = text.length - shownCharacters;
  const cut =
    missing > 0
      ? `\n… ${missing} more characters. The signature covers them too (${digest.slice(0, 12)}).`
      : '';
  const shown = visibleLines(text.slice(0, shownCharacters), shownCharacters) + cut;
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: shown }] }],
  };
}

function decision(request: Request, asked: readonly string[]): KnownBlock[] {
  const votes = 'votes' in request ? request.votes : [];
  const said = votes.map(sayVote);
  if (request.state !== 'pending') return said.length > 0 ? [markdown(said.join('\n'))] : [];
  const { needed, given } = approvalsOf(request);
  const places = request.ruling.terms.places
    .map(({ group, count }) => `${count} of ${escapeMrkdwn(group)}`)
    .join(' and ');
  const progress = [
    `*${given} of ${needed} approvals.* Needs ${places}, before ${request.expiresAt.slice(0, 16).replace('T', ' ')} UTC.`,
    ...said,
    ...(asked.length > 0 ? [`Asked: ${asked.join(' ')}`] : []),
  ];
  return [
    markdown(progress.join('\n')),
    reasonInput,
    buttons({ request: request.id, digest: request.digest }),
  ];
}

const sayVote = ({ person, choice, reason }: Vote): string => {
  const why = reason ? `: ${escapeMrkdwn(reason)}` : '';
  return `${choice === 'approve' ? ':white_check_mark: Approved' : ':no_entry: Denied'} by ${escapeMrkdwn(person)}${why}`;
};

const markdown = (text: string): KnownBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: text.slice(0, 3_000) },
});

const reasonInput: KnownBlock = {
  type: 'input',
  block_id: 'reason',
  optional: true,
  label: { type: 'plain_text', text: 'Your reason' },
  element: { type: 'plain_text_input', action_id: 'reason', max_length: 500 },
};

function buttons(value: ButtonValue): KnownBlock {
  const text = JSON.stringify(value);
  return {
    type: 'actions',
    block_id: 'decision',
    elements: [
      {
        type: 'button',
        action_id: 'approve',
        style: 'primary',
        text: { type: 'plain_text', text: 'Approve' },
        value: text,
      },
      {
        type: 'button',
        action_id: 'deny',
        style: 'danger',
        text: { type: 'plain_text', text: 'Deny' },
        value: text,
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
