import type { ActionsBlock, KnownBlock, ModalView } from '@slack/web-api';
import { visibleText } from '../../../core/lib/visible-text.ts';
import type { Request } from '../../../core/request/request.ts';
import { most } from '../card-room.ts';
import { targetText } from '../card-target.ts';
import { line, plain, preformatted, richText, strong } from '../rich-text.ts';
import { parametersText } from '../shown-parameters.ts';
import { type pageActions, signAll } from './modal-names.ts';
import { formatModalOrigin, type ModalOrigin } from './modal-origin.ts';
import { pagesOf } from './pages-of.ts';

/**
 * All that is signed, page by page. Where a card has no room for it, a yes is given here and nowhere else, and only on the
 * last page: whoever comes there had the others before them.
 */
export function detailsModal(request: Request, origin: ModalOrigin, page: number): ModalView {
  const pages = pagesOf([
    { title: 'What is signed', text: parametersText(request) },
    ...(request.seen ? [{ title: 'What it changes', text: targetText(request) }] : []),
    {
      title: 'Why people are asked',
      text: request.ruling.reasons.map((reason) => visibleText(reason)).join('\n'),
    },
    ...historyOf(request),
  ]);
  const at = Math.min(Math.max(page, 0), pages.length - 1);
  const isLast = at === pages.length - 1;
  const signs = isLast && request.state === 'pending';
  return {
    type: 'modal',
    ...(signs && { callback_id: signAll, submit: { type: 'plain_text', text: 'Approve' } }),
    private_metadata: formatModalOrigin(origin),
    title: { type: 'plain_text', text: 'Details' },
    close: { type: 'plain_text', text: 'Close' },
    blocks: [
      richText([line([strong(visibleText(request.sentence, most.sentence))])]),
      ...(pages[at] ?? []).flatMap(({ title, text }): KnownBlock[] => [
        richText([line([plain(title)])]),
        preformatted(text),
      ]),
      ...(pages.length > 1 ? [turnPages(at, pages.length)] : []),
      ...(signs && request.ruling.decision === 'review' && request.ruling.terms.reason === 'required'
        ? [reasonInput]
        : []),
    ],
  };
}

/** What came of it so far, in the order in which it came. */
function historyOf(request: Request): { title: string; text: string }[] {
  const votes = 'votes' in request ? request.votes : [];
  const lines = [
    `${request.submittedAt} asked for by ${request.asker ?? request.agent.id}`,
    ...votes.map(
      ({ at, person, choice, reason }) =>
        `${at} ${choice === 'approve' ? 'approved' : 'denied'} by ${person}${reason ? `: ${reason}` : ''}`,
    ),
    ...('questions' in request ? (request.questions ?? []) : []).flatMap(({ at, person, text, answer }) => [
      `${at} ${person} asks: ${text}`,
      ...(answer ? [`${answer.at} the agent answers: ${answer.text}`] : []),
    ]),
    ...('endedAt' in request ? [`${request.endedAt} ${request.state}`] : []),
  ];
  return [{ title: 'History', text: lines.map((text) => visibleText(text)).join('\n') }];
}

/** The page to go to is the button's value. */
const turnPages = (at: number, count: number): ActionsBlock => ({
  type: 'actions',
  block_id: 'pages',
  elements: [
    ...(at > 0 ? [turn('previous-page', 'Previous page', at - 1)] : []),
    ...(at < count - 1 ? [turn('next-page', `Next page (${at + 2} of ${count})`, at + 1)] : []),
  ],
});

const turn = (action: (typeof pageActions)[number], text: string, page: number) =>
  ({
    type: 'button',
    action_id: action,
    text: { type: 'plain_text', text },
    value: String(page),
  }) as const;

const reasonInput: KnownBlock = {
  type: 'input',
  block_id: 'text',
  label: { type: 'plain_text', text: 'Why?' },
  hint: { type: 'plain_text', text: 'Policy wants a reason. It stands in the records.' },
  element: { type: 'plain_text_input', action_id: 'text', multiline: true, max_length: 500, min_length: 1 },
};
