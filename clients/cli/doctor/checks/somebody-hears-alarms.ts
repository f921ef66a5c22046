import type { Check } from '../check.ts';
import { passed, skipped } from '../finding.ts';

export const somebodyHearsAlarms: Check = {
  name: 'somebody-hears-alarms',
  how: 'sns:ListSubscriptionsByTopic of the topic of the alarms',
  async run({ deployment: { alarmsTopicArn }, aws }) {
    const subscriptions = await aws.subscriptions(alarmsTopicArn);
    const confirmed = subscriptions.filter((one) => one.isConfirmed).length;
    if (confirmed > 0) return passed(`${confirmed} confirmed subscriptions.`);
    return subscriptions.length > 0
      ? skipped('No subscription is confirmed yet.', 'Confirm it, in the mail that AWS has sent.')
      : skipped(
          'Nobody has subscribed, so alarms ring unheard.',
          'Set alarms.email in the settings, or subscribe to the topic.',
        );
  },
};
