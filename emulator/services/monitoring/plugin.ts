import { servicePlugin } from '../../plugin/service-plugin.ts';
import { awsJson } from '../../wire/aws-json.ts';
import { sns } from '../sns/plugin.ts';
import { resourceTypes } from './resource-types.ts';
import { createAlarms, operations } from './service.ts';

/** CloudWatch's alarms, by the name that it signs for. No metric moves one: whoever operates sets its state. */
export const monitoring = servicePlugin({
  resourceTypes,
  needs: { sns },
  sdk: { protocol: awsJson('1.0', 'GraniteServiceVersion20100801'), operations },
  create({ resources, services, clock }) {
    const alarms = [
      ...resources.all('AWS::CloudWatch::Alarm'),
      ...resources.all('AWS::CloudWatch::CompositeAlarm'),
    ].map(({ name, attribute, properties }) => ({
      name,
      arn: attribute('Arn'),
      actions: properties.ActionsEnabled ? properties.AlarmActions : [],
    }));
    return {
      ok: true,
      service: {
        api: undefined,
        calls: createAlarms({ alarms, notify: services.sns.publish, now: clock.now }),
      },
    };
  },
});
