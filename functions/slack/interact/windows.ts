import { type DecisionModal, decisionModal } from '../../../adapters/slack/modals/decision-modals.ts';
import { detailsModal } from '../../../adapters/slack/modals/details-modal.ts';
import type { ModalOrigin } from '../../../adapters/slack/modals/modal-origin.ts';
import type { SlackModals } from '../../../adapters/slack/modals/slack-modals.ts';
import { toldModal } from '../../../adapters/slack/modals/told-modal.ts';
import type { RequestStore } from '../../../core/ports/store.ts';

export interface WindowPorts {
  modals: SlackModals;
  requests: RequestStore;
}

interface Opening {
  window: DecisionModal | 'details';
  triggerId: string;
  origin: ModalOrigin;
}

/**
 * A trigger lives for three seconds, the time to load this function among them: the window opens before anything is read,
 * and is filled afterwards where it needs what is stored.
 */
export async function openWindow(ports: WindowPorts, { window, triggerId, origin }: Opening): Promise<void> {
  const { v: _, ...carried } = origin;
  if (window !== 'details') {
    await ports.modals.open(triggerId, decisionModal(window, carried));
    return;
  }
  const { viewId } = await ports.modals.open(triggerId, toldModal('Details', 'One moment …'));
  await turnPage(ports, { viewId, page: 0, origin });
}

/** What stands now is shown, and signed only as it was when the window was opened: the digest and what was seen are the button's. */
export async function turnPage(
  { modals, requests }: WindowPorts,
  { viewId, page, origin }: { viewId: string; page: number; origin: ModalOrigin },
): Promise<void> {
  const { v: _, ...carried } = origin;
  const request = await requests.get(origin.request);
  const view =
    request?.digest === origin.digest
      ? detailsModal(request, carried, page)
      : toldModal('Details', 'This request is not known here. It may belong to another stage.');
  await modals.update(viewId, view);
}

const json = (body: object) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** The answer to a window that was sent off: it and those under it close. */
export const closeAll = json({ response_action: 'clear' });

/** Instead of closing, the window says why nothing came of it. */
export const sayInWindow = (title: string, text: string) =>
  json({ response_action: 'update', view: toldModal(title, text) });
