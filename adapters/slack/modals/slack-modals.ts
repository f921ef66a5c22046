import type { ModalView } from '@slack/web-api';
import type { Request } from '../../../core/request/request.ts';
import { createCallSlack, type SlackSettings } from '../slack-client.ts';
import { decisionModal } from './decision-modals.ts';
import { detailsModal } from './details-modal.ts';
import type { DecisionModal } from './modal-names.ts';
import type { ModalOrigin } from './modal-origin.ts';
import { toldModal } from './told-modal.ts';

/** Windows over Slack, for the person who pressed. Each rejects with `MessengerUnavailable` where Slack opens or fills none. */
export interface SlackModals {
  /** A trigger comes with the click and lives for three seconds: opening MUST come before whatever takes time. */
  openDecision(triggerId: string, kind: DecisionModal, origin: ModalOrigin): Promise<void>;
  openTold(triggerId: string, title: string, text: string): Promise<{ viewId: string }>;
  fillTold(viewId: string, title: string, text: string): Promise<void>;
  fillDetails(viewId: string, request: Request, origin: ModalOrigin, page: number): Promise<void>;
  /** For the answer to a window that was sent off. */
  told(title: string, text: string): ModalView;
}

/** What Slack does with a view. */
export interface SlackViews {
  open(triggerId: string, view: ModalView): Promise<{ viewId: string }>;
  update(viewId: string, view: ModalView): Promise<void>;
}

export const createSlackModals = (settings: SlackSettings): SlackModals => modalsOver(slackViews(settings));

export const modalsOver = (views: SlackViews): SlackModals => ({
  async openDecision(triggerId, kind, origin) {
    await views.open(triggerId, decisionModal(kind, origin));
  },
  openTold: (triggerId, title, text) => views.open(triggerId, toldModal(title, text)),
  fillTold: (viewId, title, text) => views.update(viewId, toldModal(title, text)),
  fillDetails: (viewId, request, origin, page) => views.update(viewId, detailsModal(request, origin, page)),
  told: toldModal,
});

function slackViews(settings: SlackSettings): SlackViews {
  const slack = createCallSlack(settings);
  return {
    async open(triggerId, view) {
      const { view: opened } = await slack((client) => client.views.open({ trigger_id: triggerId, view }));
      return { viewId: opened?.id ?? '' };
    },
    async update(viewId, view) {
      await slack((client) => client.views.update({ view_id: viewId, view }));
    },
  };
}
