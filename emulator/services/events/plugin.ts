import { servicePlugin } from '../../plugin/service-plugin.ts';
import { awsJson } from '../../wire/aws-json.ts';
import { iam } from '../iam/plugin.ts';
import { lambda } from '../lambda/plugin.ts';
import { sqs } from '../sqs/plugin.ts';
import { checkTargets, deliverEvent } from './deliver-event.ts';
import { inTheWay } from './may-enter.ts';
import { resourceTypes } from './resource-types.ts';
import { busesOf, defaultBus, placeOf, rulesOf } from './rules.ts';
import { createEventBridge, operations } from './service.ts';

/** EventBridge, in every region and account that a stack stands in: buses, and rules that lead to functions, queues and other buses. */
export const events = servicePlugin({
  resourceTypes,
  needs: { iam, lambda, sqs },
  sdk: { protocol: awsJson('1.1', 'AWSEvents'), operations },
  create({ resources, accounts, services, settings, location, clock, randomUuid }) {
    const all = [resources, ...accounts.map(({ resourcesOf }) => resourcesOf(resourceTypes))];
    const rules = all.flatMap(rulesOf);
    const places = [
      location,
      ...accounts.map((account) => account.location),
      ...rules.map(({ arn }) => placeOf(arn)),
    ];
    const defaults = new Map(places.map(defaultBus).map((bus) => [bus.arn, bus]));
    checkTargets(rules);
    const deliver = deliverEvent({
      invoke: services.lambda.invokeAsynchronously,
      mayInvoke: services.lambda.mayInvoke,
      send: services.sqs.send,
      onRefused: settings.onBug,
      forward(rule, { arn, roleArn }, event) {
        const bus = eventBridge.find(arn);
        if (!bus) return 'leads to a bus that no template has';
        const why = inTheWay(services.iam, { rule, roleArn, bus, event });
        if (why === undefined) eventBridge.receive(bus, event);
        return why;
      },
    });
    const eventBridge = createEventBridge({
      buses: [...defaults.values(), ...all.flatMap(busesOf)],
      rules,
      now: clock.date,
      randomUuid,
      onEvent: (rule, event, came) => void deliver(rule, event, came).catch(settings.onBug),
    });
    const { published, tell, needs, handle } = eventBridge;
    return { ok: true, service: { api: { published, tell }, calls: { needs, handle } } };
  },
});
