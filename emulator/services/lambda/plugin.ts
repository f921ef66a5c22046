import { pauseBy } from '../../clock/pause.ts';
import { servicePlugin } from '../../plugin/service-plugin.ts';
import { dynamodb } from '../dynamodb/plugin.ts';
import { iam } from '../iam/plugin.ts';
import { sqs } from '../sqs/plugin.ts';
import { createAsynchronous } from './asynchronous.ts';
import { functionEnvironment } from './environment.ts';
import { createEventSource } from './event-source.ts';
import { createFunctionPool } from './function-pool.ts';
import { functionsOf } from './function-spec.ts';
import { createFunctions } from './functions.ts';
import { invokeCalls, operations } from './invoke-call.ts';
import { mappingsOf } from './mapping-spec.ts';
import { servicePermissions } from './permissions.ts';
import { platformProblems } from './platform-grants.ts';
import { createQueueSource } from './queue-source.ts';
import { resourceTypes } from './resource-types.ts';
import { restJson } from './rest-json.ts';

export type { InvokeAsynchronously } from './asynchronous.ts';
export type { InvocationAnswer } from './function-pool.ts';
export type { InvokeLambda, InvokeOutcome } from './functions.ts';
export type { MayInvoke } from './permissions.ts';

/** Functions in worker threads, what calls them from streams, and where their failures end. */
export const lambda = servicePlugin({
  resourceTypes,
  needs: { iam, dynamodb, sqs },
  sdk: { protocol: restJson, operations },
  create({ resources, asset, location, services, settings, clock, credentials, ...context }) {
    const { randomUuid: newId, closed, endpointUrl } = context;
    const specs = functionsOf(resources, asset);
    const mappings = mappingsOf(resources);
    const problems = platformProblems(services.iam, specs, mappings);
    if (problems.length > 0) return { ok: false, problems };

    const pools = specs.map((spec) => {
      const keys = credentials.issue({ roleArn: spec.roleArn, sessionName: spec.name });
      return createFunctionPool(spec, {
        clockOffset: clock.offset,
        network: () => ({ awsPort: Number(new URL(endpointUrl()).port), hosts: settings.hosts }),
        onLog: (functionName, entry) => settings.onLog({ functionName, entry }),
        environment: () =>
          functionEnvironment(spec, {
            region: location.region,
            endpointUrl: endpointUrl(),
            credentials: keys,
            extra: settings.environment,
          }),
      });
    });
    const { close, ...functions } = createFunctions(pools, newId);

    const { send } = services.sqs;
    const { retryDelay } = settings;
    const pause = pauseBy(clock.after, closed);
    const delivery = { pause, retryDelay, send, newId, now: clock.date, closed };
    const queueSources = mappings.queues.map((mapping) =>
      createQueueSource(mapping, {
        ...{ invoke: functions.invoke, pause, retryDelay, newId, closed },
        reader: services.sqs.reader(mapping.queueArn),
      }),
    );
    const sources = mappings.streams.map((mapping) => ({
      streamArn: mapping.streamArn,
      ...createEventSource(mapping, { invoke: functions.invoke, ...delivery }),
    }));
    services.dynamodb.onRecord((record) => {
      for (const { streamArn, push } of sources) if (streamArn === record.eventSourceARN) push(record);
    });

    const invokeAsynchronously = createAsynchronous({ functions, ...delivery });
    const { onBug } = settings;
    const calls = invokeCalls({ functions, invokeAsynchronously, location, onBug });
    const api = {
      ...functions,
      invokeAsynchronously,
      mayInvoke: servicePermissions(resources),
      /** Resolves when every record of the streams, and every message of the queues that functions read, is dealt with. */
      streamsIdle: async (): Promise<void> => {
        await Promise.all([...sources, ...queueSources].map(({ idle }) => idle()));
      },
    };
    return { ok: true, service: { api, calls, close } };
  },
});
