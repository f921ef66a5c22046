import type { ModalView } from '@slack/web-api';
import { createCallSlack, type SlackSettings } from '../slack-client.ts';

/** Windows over Slack, for the person who pressed. Each rejects with `MessengerUnavailable` where Slack opens or fills none. */
export interface SlackModals {
  /** `triggerId` comes with the click and lives for three seconds: this MUST come before whatever takes time. */
  open(triggerId: string, view: ModalView): Promise<{ viewId: string }>;
  update(viewId: string, view: ModalView): Promise<void>;
}

export function createSlackModals(settings: SlackSettings): SlackModals {
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
