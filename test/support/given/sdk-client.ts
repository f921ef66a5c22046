import type { HttpRequest } from '@smithy/types';
import { clientSettings } from '../../../adapters/aws/wire/client-settings.ts';
import { loadClient } from '../../../adapters/aws/wire/load-client.ts';
import type { Operation } from '../../../catalog/shapes/load-shapes.ts';
import { toSdkInput } from '../../../catalog/shapes/to-sdk-input.ts';
import type { JsonObject } from '../../../core/lib/json.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'none', sessionToken: 'none' };

class Captured extends Error {}

/** What the SDK's own client would send for this input. Nothing is sent. */
export async function requestOf(
  operation: Operation,
  parameters: JsonObject,
  region: string,
): Promise<HttpRequest> {
  let captured: HttpRequest | undefined;
  const { makeClient, makeCommand } = await loadClient(operation.client);
  const handle = (request: HttpRequest): Promise<never> => {
    captured = request;
    return Promise.reject(new Captured());
  };
  const client = makeClient({ ...clientSettings({ region, credentials }), requestHandler: { handle } });
  await client.send(makeCommand(operation.name, toSdkInput(operation, parameters))).catch((error) => {
    if (!(error instanceof Captured)) throw error;
  });
  if (!captured) throw new Error(`${operation.name} was not sent.`);
  return captured;
}
