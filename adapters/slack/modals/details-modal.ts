import type { ActionsBlock, KnownBlock, ModalView } from '@slack/web-api';
import { visibleText } from '../../../core/lib/visible-text.ts';
import type { Request } from '../../../core/request/request.ts';
import { most } from '../card-room.ts';
import { line, plain, preformatted, richText, strong } from '../rich-text.ts';
import { sectionsOf } from './details-sections.ts';
import { type pageActions, signAll } from './modal-names.ts';
import { formatModalOrigin, type ModalOrigin } from './modal-origin.ts';
import { pagesOf } from './pages-of.ts';

/**
 * All that is signed, page by page, and all that is said of it. Where a card has no room for it, a yes is given here and nowhere
 * else, and only on the last page: whoever comes there had the others before them.
 */
export function detailsModal(request: Request, origin: ModalOrigin, page: number): ModalView {
  const pages = pagesOf(sectionsOf(request));
  const at = Math.min(Math.max(page, 0), pages.length - 1);
  const isLast = at === pages.length - 1;
  const isPending = request.state === 'pending';
  const isOther = isPending && origin.seen !== request.seen?.hash;
  const signs = isLast && isPending && !isOther;
  return {
    type: 'modal',
    ...(signs && { callback_id: signAll, submit: { type: 'plain_text', text: 'Approve' } }),
    private_metadata: formatModalOrigin(origin),
    title: { type: 'plain_text', text: 'Details' },
    close: { type: 'plain_text', text: 'Close' },
    blocks: [
      richText([line([strong(visibleText(request.sentence, most.sentence))])]),
      ...(isOther ? [richText([line([strong(seenAnew)])])] : []),
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

/** A yes from here would be refused, and no page before this one shows what stands there now. */
const seenAnew =
  'What this would change has been looked at anew since this was opened. Close it, and open it again from the card.';

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
