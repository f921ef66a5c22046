import type { KnownBlock, RichTextBlock, RichTextElement } from '@slack/web-api';
import { approvalsOf } from '../../core/evidence/record.ts';
import { visibleText } from '../../core/lib/visible-text.ts';
import type { Request, Vote } from '../../core/request/request.ts';
import { formatButtonValue } from './button-value.ts';
import { most } from './card-room.ts';
import { line, plain, richText, strong } from './rich-text.ts';
import { utc } from './utc.ts';

/** Nobody can sign on a card before all that is signed can be read. */
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
    richText([
      line([
        strong(`${given} of ${needed} approvals.`),
        plain(visibleText(` Needs ${approvals}, before ${utc(request.expiresAt)}.`, most.fact)),
      ]),
      ...(asked.length > 0 ? [line([plain('Asked: '), ...asked.flatMap(ringing)])] : []),
    ]),
    ...(buttons === 'with buttons' ? [reasonInput, actions(request)] : []),
  ];
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
