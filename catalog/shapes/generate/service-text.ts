import { serviceClients } from '../service-clients.ts';
import type { ServiceFile } from '../service-file.ts';
import type { DecimalsOf } from './decimals.ts';
import { fromClient } from './from-client.ts';

/** The file of a service, to the letter. */
export async function serviceText(service: string, decimalsOf: DecimalsOf): Promise<string> {
  const clients = serviceClients[service] ?? [];
  const lines = await Promise.all(
    clients.map(async (client) => [client, await fromClient(client, decimalsOf(client))] as const),
  );
  const file: ServiceFile = Object.fromEntries(lines);
  return `${JSON.stringify(file, null, 1)}\n`;
}
