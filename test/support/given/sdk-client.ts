import type { HttpRequest } from '@smithy/types';
import { clientSettings } from '../../../adapters/aws/wire/client-settings.ts';
import { loadClient, type SdkClient } from '../../../adapters/aws/wire/load-client.ts';
import type { Operation } from '../../../catalog/shapes/load-shapes.ts';
import { toSdkInput } from '../../../catalog/shapes/to-sdk-input.ts';
import type { JsonObject } from '../../../core/lib/json.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'none', sessionToken: 'none' };

/** It ends each call with the request that would have been sent. */
class Captured extends Error {
  readonly request: HttpRequest;

  constructor(request: HttpRequest) {
    super('captured');
    this.request = request;
  }
}

const clients = new Map<string, SdkClient>();

/** What the SDK's own client would send for this input. Nothing is sent. */
export async function requestOf(
  operation: Operation,
  parameters: JsonObject,
  region: string,
): Promise<HttpRequest> {
  const { makeClient, makeCommand } = await loadClient(operation.client);
  const handle = (request: HttpRequest): Promise<never> => Promise.reject(new Captured(request));
  const name = `${operation.client} ${region}`;
  const client =
    clients.get(name) ??
    makeClient({ ...clientSettings({ region, credentials }), requestHandler: { handle } });
  clients.set(name, client);
  const command = makeCommand(operation.name, toSdkInput(operation, parameters));
  return client.send(command).then(
    () => {
      throw new Error(`${operation.name} was not sent.`);
    },
    (error) => {
      if (error instanceof Captured) return error.request;
      throw error;
    },
  );
}
