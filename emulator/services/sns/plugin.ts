import { servicePlugin } from '../../plugin/service-plugin.ts';
import { awsQuery } from '../../wire/aws-query.ts';
import { resourceTypes } from './resource-types.ts';
import { createTopics, operations } from './service.ts';

/** Topics that alarms notify. Messages are kept, and sent to nobody. */
export const sns = servicePlugin({
  resourceTypes,
  needs: {},
  sdk: { protocol: awsQuery('2010-03-31', 'http://sns.amazonaws.com/doc/2010-03-31/'), operations },
  create({ resources }) {
    const topics = resources.all('AWS::SNS::Topic').map(({ ref }) => ref);
    const subscriptions = resources.all('AWS::SNS::Subscription').map(({ properties }) => ({
      topicArn: properties.TopicArn,
      protocol: properties.Protocol,
      endpoint: properties.Endpoint,
    }));
    const { publish, messages, ...calls } = createTopics({ topics, subscriptions });
    return { ok: true, service: { api: { publish, messages }, calls } };
  },
});
