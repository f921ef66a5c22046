import type { Button, KnownBlock, RichTextBlock, RichTextElement } from '@slack/web-api';
import { approvalsOf } from '../../core/evidence/record.ts';
import { visibleText } from '../../core/lib/visible-text.ts';
import { after, groupsAsked, groupsTold } from '../../core/request/deadlines.ts';
import type { Request, RequestIn, Vote } from '../../core/request/request.ts';
import { formatButtonValue } from './button-value.ts';
import { isNamedOnCard } from './card-facts.ts';
import type { CardNames } from './card-names.ts';
import { questionsOnCard } from './card-questions.ts';
import type { CardRoom } from './card-room.ts';
import { ring } from './mentions.ts';
import { neededOf } from './needed-of.ts';
import { line, moment, plain, richText, strong, withoutGaps } from './rich-text.ts';
import { isWholeOnCard } from './shown-parameters.ts';

/** Nobody can sign on a card before all that is signed can be read, and before it is noted where the card is. */
export type Buttons = 'with buttons' | 'without buttons';

/** Who has decided, who can, and what to press. */
export function decisionOf(
  request: Request,
  asked: readonly string[],
  buttons: Buttons,
  names: CardNames,
  room: CardRoom,
): KnownBlock[] {
  const votes = 'votes' in request ? request.votes : [];
  const said = votes.length > 0 ? [richText(linesThatFit(votes, names, room))] : [];
  if (request.state === 'expired') return [...said, whoWasAsked(request, room)];
  if (request.state !== 'pending') return said;
  const { needed, given } = approvalsOf(request);
  const approvals = neededOf(request);
  return [
    ...said,
    ...questionsOnCard(request, room),
    richText([
      line([
        strong(`${given} of ${needed} approvals.`),
        plain(` ${visibleText(`Needs ${approvals}`, room.fact)}, before `),
        moment(request.expiresAt),
        plain('.'),
      ]),
      ...substitutesOf(request, room),
      ...(asked.length > 0 ? [line([plain('Asked: '), ...asked.slice(0, room.rung).flatMap(ringing)])] : []),
    ]),
    buttons === 'with buttons' ? actions(request) : noButtons,
  ];
}

/** From when on who else can sign. More lines nobody reads; Details has all of the ruling. */
const substitutesOf = (
  { ruling, submittedAt }: RequestIn<'pending'>,
  room: CardRoom,
): RichTextBlock['elements'] =>
  (ruling.terms.substitutes ?? [])
    .slice(0, room.substitutes)
    .map(({ afterSeconds, group, by }) =>
      line([
        plain('From '),
        moment(after(submittedAt, afterSeconds)),
        plain(visibleText(` on ${by} may sign in the place of ${group}.`)),
      ]),
    );

/** Nobody has to guess who let it pass. */
function whoWasAsked(request: RequestIn<'expired'>, { fact }: CardRoom): RichTextBlock {
  const { ruling, tier, submittedAt, expiresAt } = request;
  const asked = groupsAsked(ruling.terms);
  const told = groupsTold(ruling.terms, tier).filter((group) => !asked.includes(group));
  const { needed, given } = approvalsOf(request);
  const also = told.length > 0 ? `; told later: ${told.join(', ')}` : '';
  return richText([
    line([
      strong(`${given} of ${needed} approvals.`),
      plain(visibleText(` Asked: ${neededOf(request)}${also}. From `, fact)),
      moment(submittedAt),
      plain(' until '),
      moment(expiresAt),
      plain('.'),
    ]),
  ]);
}
/** What stays where its writer was killed: the next one posts a card of its own. */
const noButtons = richText([
  line([plain('Its buttons come in a moment. Where they do not, a newer card of this request has them.')]),
]);

const ringing = (id: string, index: number): RichTextElement[] => [
  ...(index > 0 ? [plain(' ')] : []),
  ring(id),
];

const sayWhy = ({ reason }: Vote): string => (reason ? `: ${visibleText(reason, 500)}` : '');
const sayChoice = ({ choice }: Vote): string => ` ${choice === 'approve' ? 'Approved' : 'Denied'} by `;
const lengthOf = (vote: Vote): number =>
  sayChoice(vote).length + visibleText(vote.person).length + sayWhy(vote).length;

/** The last reasons give way to the number of their votes, so that every vote is counted. */
function linesThatFit(
  votes: readonly Vote[],
  { userOf }: CardNames,
  room: CardRoom,
): RichTextBlock['elements'] {
  let left = room.votes;
  const fitting = votes.slice(0, room.votesRead).filter((vote) => {
    left -= lengthOf(vote) + 1;
    return left >= 0;
  });
  const more = votes.length - fitting.length;
  return [
    ...fitting.map((vote) => {
      const user_id = userOf(vote.person);
      return line([
        { type: 'emoji', name: vote.choice === 'approve' ? 'white_check_mark' : 'no_entry' },
        ...(user_id === undefined
          ? [plain(`${sayChoice(vote)}${visibleText(vote.person)}${sayWhy(vote)}`)]
          : [
              plain(sayChoice(vote)),
              { type: 'user' as const, user_id },
              ...(vote.reason ? [plain(sayWhy(vote))] : []),
            ]),
      ]);
    }),
    ...(more > 0 ? [line([plain(`… and ${more} more`)])] : []),
  ];
}

/** A second look at what is critical: Slack takes 300 characters, and what does not fit is approved where all can be read. */
const mostConfirmed = 300;

const confirmation = ({ sentence, digest }: Request): string =>
  withoutGaps(visibleText(`${sentence}. You sign ${digest.slice(0, 12)}.`, Number.POSITIVE_INFINITY));

/** Everything that a yes here signs was before whoever presses. */
export const isSignedOnCard = (request: Request): boolean =>
  isWholeOnCard(request) &&
  isNamedOnCard(request) &&
  (request.ruling.risk !== 'critical' || confirmation(request).length <= mostConfirmed);

const approveButton = (request: Request & { state: 'pending' }, value: string): Button => {
  if (!isSignedOnCard(request)) return button('open-details', 'Read all and approve', value, 'primary');
  const { risk, terms } = request.ruling;
  return {
    ...button(terms.reason === 'required' ? 'open-approve' : 'approve', 'Approve', value, 'primary'),
    ...(risk === 'critical' && {
      confirm: {
        title: { type: 'plain_text', text: 'This is critical. Approve it?' },
        // Slack draws `:x:` as a picture where it is not told otherwise.
        text: { type: 'plain_text', text: confirmation(request), emoji: false },
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
