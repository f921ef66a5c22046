import type { Button, KnownBlock, RichTextBlock, RichTextElement } from '@slack/web-api';
import { approvalsOf } from '../../core/evidence/record.ts';
import { visibleText } from '../../core/lib/visible-text.ts';
import type { Request, Vote } from '../../core/request/request.ts';
import { formatButtonValue } from './button-value.ts';
import { questionsOnCard } from './card-questions.ts';
import { most } from './card-room.ts';
import { line, plain, richText, strong } from './rich-text.ts';
import { isWholeOnCard } from './shown-parameters.ts';
import { utc } from './utc.ts';

/** Nobody can sign on a card before all that is signed can be read, and before it is noted where the card is. */
export type Buttons = 'with buttons' | 'without buttons';

/** Who has decided, who can, and what to press. */
export function decisionOf(request: Request, asked: readonly string[], buttons: Buttons): KnownBlock[] {
  const votes = 'votes' in request ? request.votes : [];
  const said = votes.length > 0 ? [richText(linesThatFit(votes))] : [];
  if (request.state !== 'pending') return said;
  const { needed, given } = approvalsOf(request);
  const approvals = request.ruling.terms.approvals
    .map(({ group, count }) => `${count} of ${group}`)
    .join(' and ');
  return [
    ...said,
    ...questionsOnCard(request),
    richText([
      line([
        strong(`${given} of ${needed} approvals.`),
        plain(visibleText(` Needs ${approvals}, before ${utc(request.expiresAt)}.`, most.fact)),
      ]),
      ...(asked.length > 0 ? [line([plain('Asked: '), ...asked.flatMap(ringing)])] : []),
    ]),
    buttons === 'with buttons' ? actions(request) : noButtons,
  ];
}

/** What stays where its writer was killed: the next one posts a card of its own. */
const noButtons = richText([
  line([plain('Its buttons come in a moment. Where they do not, a newer card of this request has them.')]),
]);

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

/** A second look at what is critical: Slack takes 300 characters, and what does not fit is approved where all can be read. */
const mostConfirmed = 300;

const confirmation = ({ sentence, digest }: Request): string =>
  visibleText(`${sentence}. You sign ${digest.slice(0, 12)}.`, Number.POSITIVE_INFINITY);

/** Everything that a yes here signs was before whoever presses. */
export const isSignedOnCard = (request: Request): boolean =>
  isWholeOnCard(request) &&
  (request.ruling.risk !== 'critical' || confirmation(request).length <= mostConfirmed);

const approveButton = (request: Request & { state: 'pending' }, value: string): Button => {
  if (!isSignedOnCard(request)) return button('open-details', 'Read all and approve', value, 'primary');
  if (request.ruling.terms.reason === 'required') return button('open-approve', 'Approve', value, 'primary');
  return {
    ...button('approve', 'Approve', value, 'primary'),
    ...(request.ruling.risk === 'critical' && {
      confirm: {
        title: { type: 'plain_text', text: 'This is critical. Approve it?' },
        text: { type: 'plain_text', text: confirmation(request) },
        confirm: { type: 'plain_text', text: 'Approve' },
        deny: { type: 'plain_text', text: 'Go back' },
      },
    }),
  };
};

function actions(request: Request & { state: 'pending' }): KnownBlock {
  const { id, digest, seen } = request;
  const value = formatButtonValue({ request: id, digest, ...(seen && { seen: seen.hash }) });
  return {
    type: 'actions',
    block_id: 'decision',
    elements: [
      approveButton(request, value),
      button('open-deny', 'Deny', value, 'danger'),
      ...(isSignedOnCard(request) ? [button('open-details', 'Details', value)] : []),
      ...(request.asker === undefined ? [button('open-question', 'Ask the agent', value)] : []),
      ...(request.votes.length > 0 ? [button('take-back', 'Undo my vote', value)] : []),
    ],
  };
}

const button = (action_id: string, text: string, value: string, style?: 'primary' | 'danger'): Button => ({
  type: 'button',
  action_id,
  text: { type: 'plain_text', text },
  value,
  ...(style && { style }),
});
