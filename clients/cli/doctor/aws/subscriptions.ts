import { once } from '../../../../core/lib/once.ts';

export interface Subscription {
  isConfirmed: boolean;
}

export type ReadSubscriptions = (topicArn: string) => Promise<readonly Subscription[]>;

export function createSubscriptions(region: string): ReadSubscriptions {
  const open = once(async () => {
    const sdk = await import('@aws-sdk/client-sns');
    return { ...sdk, client: new sdk.SNSClient({ region }) };
  });
  return async (TopicArn) => {
    const { client, paginateListSubscriptionsByTopic } = await open();
    const all: Subscription[] = [];
    for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn })) {
      // Until somebody confirms, the words PendingConfirmation stand in place of its ARN.
      for (const { SubscriptionArn } of Subscriptions)
        all.push({ isConfirmed: SubscriptionArn?.startsWith('arn:') === true });
    }
    return all;
  };
}
