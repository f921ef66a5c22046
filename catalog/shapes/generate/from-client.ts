import type { StaticOperationSchema } from '@smithy/types';
import {
  type ClientLines,
  type Protocol,
  protocols,
  writeOperation,
  writeStructure,
} from '../service-file.ts';
import type { DecimalMembers } from './decimals.ts';
import { readOperations } from './read-schema.ts';
import { readSecretResults } from './read-secret-results.ts';

/** A client of the SDK, as its own schemas tell it: all but which of its numbers need not be whole. */
export async function fromClient(client: string, decimals: DecimalMembers): Promise<ClientLines> {
  const exported: Record<string, unknown> = await import(`@aws-sdk/client-${client}`);
  const protocol = protocolOf(exported);
  const schemas = Object.values(exported).filter(isOperation);
  const { operations, structures } = readOperations(schemas, protocol, decimals);
  return {
    protocol,
    operations: mapValues(operations, writeOperation),
    structures: mapValues(structures, writeStructure),
    secretResults: readSecretResults(schemas),
  };
}

/** A schema says by its first element what it is of: 9 is an operation. */
const isOperation = (value: unknown): value is StaticOperationSchema =>
  Array.isArray(value) && value[0] === 9;

interface Client {
  config: { protocol: { getShapeId(): string } };
}
type ClientClass = new (settings: { region: string }) => Client;

/** Only a client that is made says which of a service's protocols it speaks. */
function protocolOf(exported: Record<string, unknown>): Protocol {
  const [, Client] = Object.entries(exported).find(([name]) => /^[A-Z]\w*Client$/.test(name)) ?? [];
  const { config } = new (Client as ClientClass)({ region: 'us-east-1' });
  const spoken = config.protocol.getShapeId();
  const protocol = protocols.find((one) => spoken.endsWith(`#${one}`));
  if (!protocol) throw new Error(`${spoken} is a protocol that nothing here reads.`);
  return protocol;
}

const mapValues = <T>(record: Record<string, T>, write: (value: T) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, write(value)]));
