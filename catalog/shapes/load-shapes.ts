import { readFileSync } from 'node:fs';
import { iamNames } from './iam-names.ts';
import { serviceClients } from './service-clients.ts';
import {
  type ClientLines,
  type Protocol,
  readOperation,
  readStructure,
  type ServiceFile,
  type StructureLine,
  type Type,
} from './service-file.ts';

/** Every operation of a service, as the SDK's clients know it. */
export interface ServiceShapes {
  /** As IAM names it: `states`. */
  prefix: string;
  /** By name; of two with one name the later has its client before it: `s3-control.CreateBucket`. */
  operations: ReadonlyMap<string, Operation>;
}

export interface Operation {
  name: string;
  /** The SDK's client that has it: `sfn` for `@aws-sdk/client-sfn`. */
  client: string;
  protocol: Protocol;
  input: Structure;
  answersWithStream: boolean;
  /** JSON pointers to what of its answer is secret; `*` for any key or element. */
  secretResults: readonly string[];
}

export interface Structure {
  name: string;
  /** Exactly one member is set. */
  isUnion: boolean;
  members: ReadonlyMap<string, StructureLine['members'][number]>;
  /** What a member of it, or an element in one, is made of. */
  structure: (name: string) => Structure;
}

/** The operations of a service; undefined where there are none of it. Each service is read once, when it is first asked for. */
export function loadShapes(prefix: string): ServiceShapes | undefined {
  // Also what keeps a prefix that is not one out of the file's name.
  if (!Object.hasOwn(serviceClients, prefix)) return undefined;
  const read = services.get(prefix) ?? readService(prefix);
  services.set(prefix, read);
  return read;
}

/** By `s3:PutReplicationConfiguration` as IAM names it, or the operation's own name, with or without the service. */
export function findOperation({ prefix, operations }: ServiceShapes, name: string): Operation | undefined {
  const bare = name.startsWith(`${prefix}:`) ? name.slice(prefix.length + 1) : name;
  return operations.get(bare) ?? operations.get(iamNames.get(`${prefix}:${bare}`) ?? '');
}

const services = new Map<string, ServiceShapes>();

/** At once and not by `import()`: whoever asks for an operation waits for its service alone, and for nothing else. */
function readService(prefix: string): ServiceShapes {
  const file = new URL(`./services/${prefix}.json`, import.meta.url);
  const clients = JSON.parse(readFileSync(file, 'utf8')) as ServiceFile;
  const operations = new Map<string, Operation>();
  for (const [client, lines] of Object.entries(clients)) {
    for (const operation of operationsOf(client, lines)) {
      const { name } = operation;
      operations.set(operations.has(name) ? `${client}.${name}` : name, operation);
    }
  }
  return { prefix, operations };
}

/** Structures are read when they are first looked at: a request meets few of a service's thousand. */
function operationsOf(client: string, lines: ClientLines): Operation[] {
  const { protocol, operations, structures, secretResults } = lines;
  const read = new Map<string, Structure>();
  const structure = (name: string): Structure => {
    const known = read.get(name) ?? structureOf(name, structures[name], structure);
    read.set(name, known);
    return known;
  };
  return Object.entries(operations).map(([name, line]) => {
    const { input, answersWithStream } = readOperation(line);
    return {
      name,
      client,
      protocol,
      answersWithStream,
      secretResults: secretResults[name]?.split(' ') ?? [],
      get input() {
        return structure(input);
      },
    };
  });
}

function structureOf(
  name: string,
  line: string | undefined,
  structure: (name: string) => Structure,
): Structure {
  if (line === undefined) throw new Error(`The shapes have no structure ${name}.`);
  const { isUnion, members } = readStructure(line);
  return { name, isUnion, members: new Map(members.map((member) => [member.name, member])), structure };
}

/** Of each type that a structure's member has inside: lists and maps hold another. */
export const innermost = (type: Type): Type => ('of' in type ? innermost(type.of) : type);
