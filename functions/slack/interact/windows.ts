import { cardRefOf } from '../../../adapters/slack/card-ref.ts';
import type { DecisionModal } from '../../../adapters/slack/modals/modal-names.ts';
import type { ModalOrigin } from '../../../adapters/slack/modals/modal-origin.ts';
import type { RequestStore } from '../../../core/ports/store.ts';
import type { Request } from '../../../core/request/request.ts';
import { maySee } from '../../../core/vote/may-see.ts';
import { asSeen, findViewer } from '../../shared/find-viewer.ts';
import type { FindVoterPorts } from '../../shared/find-voter.ts';
import { type ReplyPorts, replyTo } from '../../shared/reply-to.ts';
import { count } from '../../shared/telemetry.ts';

/** Windows before the person who pressed. */
export interface Modals {
  openDecision(triggerId: string, kind: DecisionModal, origin: ModalOrigin): Promise<void>;
  openTold(triggerId: string, title: string, text: string): Promise<{ viewId: string }>;
  fillTold(viewId: string, title: string, text: string): Promise<void>;
  fillDetails(viewId: string, request: Request, origin: ModalOrigin, page: number): Promise<void>;
  /** For the answer to a window that was sent off. */
  told(title: string, text: string): object;
}

export interface WindowPorts extends FindVoterPorts, ReplyPorts {
  door: FindVoterPorts['door'];
  modals: Modals;
  requests: RequestStore;
}

interface Turning {
  viewId: string;
  page: number;
  origin: ModalOrigin;
  handle: string;
}

interface Opening {
  window: DecisionModal | 'details';
  triggerId: string;
  origin: ModalOrigin;
  handle: string;
}

/**
 * A trigger lives for three seconds, the time to load this function among them: the window opens before anything is read,
 * and is filled afterwards where it needs what is stored.
 */
export async function openWindow(ports: WindowPorts, opening: Opening): Promise<void> {
  const { origin, handle } = opening;
  const viewId = await open(ports, opening).catch(async (error: Error) => {
    // There is no window that could say so.
    await replyTo(ports, { card: cardRefOf(origin), handle }, notOpened);
    throw error;
  });
  if (viewId === undefined) return;
  try {
    await turnPage(ports, { viewId, page: 0, origin, handle });
  } catch (error) {
    // Else it would say for good that it takes a moment.
    await ports.modals.fillTold(viewId, 'Details', notShown).catch(() => count('MessengerUnavailable'));
    throw error;
  }
}

/** The window that is to be filled, where one is. */
async function open(
  { modals }: WindowPorts,
  { window, triggerId, origin }: Opening,
): Promise<string | undefined> {
  if (window === 'details') return (await modals.openTold(triggerId, 'Details', 'One moment …')).viewId;
  await modals.openDecision(triggerId, window, origin);
  return undefined;
}

const notOpened =
  'Slack did not open the window in time. Press again; if it stays so, tell whoever runs Countersign.';
const notShown = 'It could not be shown just now. Close this window, and press again.';

/** What stands now is shown, and signed only as it was when the window was opened: the digest and what was seen are the button's. */
export async function turnPage(ports: WindowPorts, { viewId, page, origin, handle }: Turning): Promise<void> {
  const { modals, requests, directory } = ports;
  const request = await requests.get(origin.request);
  const may = async (found: Request): Promise<boolean> => {
    if (!origin.inList) return true;
    const viewer = await findViewer(ports, handle);
    return viewer.kind === 'person' && maySee(found, await asSeen(viewer, found), directory);
  };
  if (request?.digest === origin.digest && (await may(request)))
    await modals.fillDetails(viewId, request, origin, page);
  else
    await modals.fillTold(
      viewId,
      'Details',
      origin.inList === undefined
        ? 'This request is not known here. It may belong to another stage.'
        : 'There is no request of this id that you may see.',
    );
}

const json = (body: object) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** The answer to a window that was sent off: it and those under it close. */
export const closeAll = json({ response_action: 'clear' });

/** Instead of closing, the window says why nothing came of it. */
export const sayInWindow = ({ modals }: Pick<WindowPorts, 'modals'>, title: string, text: string) =>
  json({ response_action: 'update', view: modals.told(title, text) });
