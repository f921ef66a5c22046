import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withTokens } from '../../../../../adapters/aws/execute/tokens.ts';
import { loadClient } from '../../../../../adapters/aws/wire/load-client.ts';
import { readBack } from '../../../../../adapters/aws/wire/read-back.ts';
import { notRunnable } from '../../../../../catalog/shapes/not-runnable.ts';
import { serviceClients } from '../../../../../catalog/shapes/service-clients.ts';
import { isAll, runs } from '../../../../support/all.ts';
import { inputOf } from '../../../../support/given/input-of.ts';
import { givenShapes } from '../../../catalog/shapes/given-operation.ts';
import { find, givenCall, givenExecutor } from './given-executor.ts';

const services = isAll
  ? Object.keys(serviceClients)
  : ['dynamodb', 'ec2', 'iam', 'lambda', 's3', 'secretsmanager'];

describe.each(services)('whatever is asked of %s', (service) => {
  it('is sent as it was signed, once, and with tokens of the request', async () => {
    const { operations } = await givenShapes(service);
    const runnable = [...operations].filter(
      ([name]) => find(`${service}:${name}`) && !notRunnable.has(`${service}:${name}`),
    );
    const step = isAll ? 1 : Math.ceil(runnable.length / 6);
    for (const [name, operation] of runnable.filter((_, index) => index % step === 0)) {
      const schema = (await loadClient(operation.client)).schemaOf(operation.name);
      await fc.assert(
        fc.asyncProperty(inputOf(operation), async (parameters) => {
          const { prepare, requests } = givenExecutor(new Error('captured'));
          const call = givenCall({ action: `${service}:${name}`, parameters });
          const prepared = await prepare(call);
          if (!prepared.ok) throw new Error(`${name}: ${prepared.detail}`);
          expect([name, await prepared.send()]).toEqual([name, { kind: 'unknown', code: 'Error' }]);
          expect([name, requests.length]).toEqual([name, 1]);
          const arrived = requests.map((request) => readBack(request, schema, operation.protocol));
          expect(arrived[0]).toMatchObject(withTokens(operation, parameters, call.requestId));
        }),
        runs(2, 4, name),
      );
    }
  });
});
