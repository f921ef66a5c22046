import { accountOf } from '../../iam/principal.ts';
import type { Implemented } from '../../wire/implemented.ts';
import { type CallHandler, failure, output } from '../../wire/service-call.ts';

export const operations = { ListSubscriptionsByTopic: ['TopicArn'] } satisfies Implemented;

export interface TopicsOptions {
  topics: readonly string[];
  subscriptions: readonly { topicArn: string; protocol: string; endpoint: string }[];
}

export interface Topics extends CallHandler {
  /** What a service of AWS does, not a caller. False: there is no such topic. */
  publish(topicArn: string, message: string): boolean;
  messages(topicArn: string): readonly string[];
}

export function createTopics({ topics, subscriptions }: TopicsOptions): Topics {
  const published = new Map<string, string[]>(topics.map((arn) => [arn, []]));
  return {
    publish(topicArn, message) {
      published.get(topicArn)?.push(message);
      return published.has(topicArn);
    },
    messages: (topicArn) => published.get(topicArn) ?? [],
    needs: ({ operation, input }) => [{ action: `sns:${operation}`, resource: String(input.TopicArn) }],
    handle({ input: { TopicArn: topicArn }, principal }) {
      if (!published.has(String(topicArn))) return failure('NotFound', 'Topic does not exist', 404);
      const ofTopic = subscriptions.filter((one) => one.topicArn === topicArn);
      return output({
        Subscriptions: ofTopic.map(({ protocol, endpoint }) => ({
          // Nobody gets the mail that asks for it, so nobody has confirmed.
          SubscriptionArn: 'PendingConfirmation',
          Owner: accountOf(principal),
          Protocol: protocol,
          Endpoint: endpoint,
          TopicArn: String(topicArn),
        })),
      });
    },
  };
}
