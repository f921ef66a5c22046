import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivesAsSigned } from '../../../../../adapters/aws/wire/arrives-as-signed.ts';
import { loadClient } from '../../../../../adapters/aws/wire/load-client.ts';
import { checkInput } from '../../../../../catalog/shapes/check-input.ts';
import type { Operation } from '../../../../../catalog/shapes/load-shapes.ts';
import { notRunnable } from '../../../../../catalog/shapes/not-runnable.ts';
import { serviceClients } from '../../../../../catalog/shapes/service-clients.ts';
import { isAll, runs } from '../../../../support/all.ts';
import { changesOf } from '../../../../support/given/changes-of.ts';
import { inputOf } from '../../../../support/given/input-of.ts';
import { requestOf } from '../../../../support/given/sdk-client.ts';
import { givenShapes } from '../../../catalog/shapes/given-operation.ts';

const region = 'eu-central-1';
// Of each protocol at least one, and those whose clients do something of their own.
const services = isAll
  ? Object.keys(serviceClients)
  : ['dynamodb', 'ec2', 'iam', 'kms', 'lambda', 'route53', 's3', 'sqs'];

/** All of them, or every so manieth. */
async function operationsOf(service: string): Promise<Operation[]> {
  const { operations } = await givenShapes(service);
  const runnable = [...operations].filter(([name]) => !notRunnable.has(`${service}:${name}`));
  const step = isAll ? 1 : Math.ceil(runnable.length / 12);
  return runnable.filter((_, index) => index % step === 0).map(([, operation]) => operation);
}

describe.each(services)('every operation of %s', (service) => {
  it('takes an input of its shape, which arrives as it was signed', async () => {
    for (const operation of await operationsOf(service)) {
      const schema = (await loadClient(operation.client)).schemaOf(operation.name);
      await fc.assert(
        fc.asyncProperty(inputOf(operation), async (parameters) => {
          expect(checkInput(operation, parameters)).toEqual([]);
          const request = await requestOf(operation, parameters, region);
          const arrival = arrivesAsSigned(request, { operation, schema, region, parameters });
          expect([operation.name, arrival]).toEqual([operation.name, { ok: true }]);
        }),
        runs(2, 4),
      );
    }
  });

  it('takes none with a member renamed, added or of another type', async () => {
    for (const operation of await operationsOf(service))
      fc.assert(
        fc.property(inputOf(operation), (parameters) => {
          for (const { what, path, input } of changesOf(operation, parameters))
            expect([operation.name, what, path, checkInput(operation, input).length > 0]).toEqual([
              operation.name,
              what,
              path,
              true,
            ]);
        }),
        runs(2, 4),
      );
  });
});
