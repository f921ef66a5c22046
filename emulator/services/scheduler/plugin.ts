import { servicePlugin } from '../../plugin/service-plugin.ts';
import { iam } from '../iam/plugin.ts';
import { lambda } from '../lambda/plugin.ts';
import { callOnSchedule } from './call-on-schedule.ts';
import { resourceTypes } from './resource-types.ts';
import { schedulesOf } from './schedules.ts';

/** EventBridge Scheduler: functions that are called at a rate, by a role that may do so. */
export const scheduler = servicePlugin({
  resourceTypes,
  needs: { iam, lambda },
  create({ resources, services, settings, clock }) {
    const schedules = schedulesOf(resources);
    const problems = schedules.flatMap(({ name, roleArn, functionArn }) => {
      const need = { action: 'lambda:InvokeFunction', resource: functionArn };
      const decision = services.iam.decide({ roleArn, sessionName: name }, need);
      return decision.kind === 'denied' ? [`Schedule ${name}: ${decision.reason}`] : [];
    });
    if (problems.length > 0) return { ok: false, problems };

    let stop = (): void => {};
    return {
      ok: true,
      service: {
        api: { schedules },
        open: async () => {
          const invoke = services.lambda.invokeAsynchronously;
          stop = callOnSchedule(schedules, { clock, invoke, onBug: settings.onBug });
        },
        close: async () => stop(),
      },
    };
  },
});
