import { servicePlugin } from '../../plugin/service-plugin.ts';
import { awsJson } from '../../wire/aws-json.ts';
import { lambda } from '../lambda/plugin.ts';
import { sqs } from '../sqs/plugin.ts';
import { checkTargets, deliverEvent } from './deliver-event.ts';
import { resourceTypes } from './resource-types.ts';
import { busesOf, rulesOf } from './rules.ts';
import { createEventBridge, operations } from './service.ts';

/** EventBridge: buses, and rules that lead to functions and queues. */
export const events = servicePlugin({
  resourceTypes,
  needs: { lambda, sqs },
  sdk: { protocol: awsJson('1.1', 'AWSEvents'), operations },
  create({ resources, services, settings, location, clock, randomUuid }) {
    const rules = rulesOf(resources);
    checkTargets(rules);
    const deliver = deliverEvent({
      invoke: services.lambda.invokeAsynchronously,
      mayInvoke: services.lambda.mayInvoke,
      send: services.sqs.send,
      onRefused: settings.onBug,
    });
    const { published, ...calls } = createEventBridge({
      buses: busesOf(resources, location),
      rules,
      now: clock.date,
      randomUuid,
      onEvent: (rule, event) => void deliver(rule, event).catch(settings.onBug),
    });
    return { ok: true, service: { api: { published }, calls } };
  },
});
