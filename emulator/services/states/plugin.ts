import { servicePlugin } from '../../plugin/service-plugin.ts';
import { awsJson } from '../../wire/aws-json.ts';
import { iam } from '../iam/plugin.ts';
import { lambda } from '../lambda/plugin.ts';
import { createStates } from './create-states.ts';
import { operations } from './handler.ts';
import { loadMachines, machinesOf } from './machines.ts';
import { resourceTypes } from './resource-types.ts';

/** Step Functions: state machines in JSONata whose tasks are functions. */
export const states = servicePlugin({
  resourceTypes,
  needs: { iam, lambda },
  sdk: { protocol: awsJson('1.0', 'AWSStepFunctions'), operations },
  create({ resources, asset, services, clock, randomBytes }) {
    const machines = loadMachines(machinesOf(resources, asset));
    if (!machines.ok) return machines;
    const { needs, handle, executions, close } = createStates({
      machines: machines.value,
      invokeLambda: services.lambda.invokeLambda,
      authorize: services.iam.decide,
      clock,
      randomToken: () => randomBytes(48).toString('base64url'),
    });
    return {
      ok: true,
      service: { api: { executions }, calls: { needs, handle }, close: async () => close() },
    };
  },
});
