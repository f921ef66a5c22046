import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalsIn } from '../../../../catalog/shapes/generate/decimals.ts';
import { fromClient } from '../../../../catalog/shapes/generate/from-client.ts';
import { serviceText } from '../../../../catalog/shapes/generate/service-text.ts';
import { serviceClients } from '../../../../catalog/shapes/service-clients.ts';
import {
  type Member,
  places,
  readOperation,
  readStructure,
  type ServiceFile,
  scalars,
  type Type,
  writeOperation,
  writeStructure,
} from '../../../../catalog/shapes/service-file.ts';
import { isAll } from '../../../support/all.ts';

const services = new URL('../../../../catalog/shapes/services/', import.meta.url);
const fileOf = (service: string): string => readFileSync(new URL(`${service}.json`, services), 'utf8');
// Of each protocol one; `npm run check:shapes` and `npm run test:all` compare all.
const sampled = isAll ? Object.keys(serviceClients) : ['dynamodb', 'iam', 'kms', 's3'];

describe('the file of a service', () => {
  it.each(sampled)("says of %s what the SDK's clients say", async (service) => {
    const text = fileOf(service);
    expect(await serviceText(service, decimalsIn(JSON.parse(text)))).toBe(text);
  });

  it.each(sampled)(
    "of %s has the members of the SDK's own types, and those required that they require",
    (service) => {
      const file: ServiceFile = JSON.parse(fileOf(service));
      for (const [client, { structures }] of Object.entries(file)) {
        const types = typesOf(client);
        let held = 0;
        for (const [name, line] of Object.entries(structures)) {
          const { isUnion, members } = readStructure(line);
          const type = types.get(name);
          if (!type || isUnion) continue;
          held += 1;
          // Where the SDK makes a host of it, the client asks for it in another way.
          const inHost = new Set(members.filter(({ place }) => place === 'host').map((one) => one.name));
          const known = members.map((one) => [one.name, one.required && !inHost.has(one.name)]);
          const typed = type
            .filter(([one]) => !/^dryRun$/i.test(one))
            .map(([one, required]) => [one, required && !inHost.has(one)]);
          expect([name, ...known.sort()]).toEqual([name, ...typed.sort()]);
        }
        expect(held).toBeGreaterThan(0);
      }
    },
  );
});

/** `Name: string | undefined` is required, `Name?: string | undefined` is not. */
function typesOf(client: string): Map<string, (readonly [string, boolean])[]> {
  const models = new URL(
    `../../../../node_modules/@aws-sdk/client-${client}/dist-types/models/`,
    import.meta.url,
  );
  const text = readdirSync(models)
    .filter((file) => file.startsWith('models_'))
    .map((file) => readFileSync(new URL(file, models), 'utf8'))
    .join('\n');
  return new Map(
    [...text.matchAll(/^export interface (\w+) \{\n((?: .*\n)*)\}/gm)].map(([, name = '', body = '']) => [
      name,
      [...body.matchAll(/^ {4}(\w+)(\??):/gm)].map(([, member = '', mark]) => [member, mark === ''] as const),
    ]),
  );
}

describe('a line', () => {
  const name = fc.stringMatching(/^[A-Za-z][\w-]*$/);
  const structureName = fc
    .stringMatching(/^[A-Z]\w*$/)
    .filter((text) => !scalars.some((one) => one === text));
  const marks = { isSensitive: fc.boolean(), isNeverEmpty: fc.boolean() };
  const { type } = fc.letrec<{ type: Type }>((tie) => ({
    type: fc.oneof(
      { maxDepth: 3 },
      fc.record({ kind: fc.constantFrom(...scalars), isSensitive: fc.boolean() }),
      fc.record({ kind: fc.constant('structure' as const), name: structureName, ...marks }),
      fc.record({ kind: fc.constantFrom('list', 'map'), of: tie('type'), ...marks }),
    ),
  }));
  const member: fc.Arbitrary<Member> = fc.record({
    name,
    type,
    required: fc.boolean(),
    isToken: fc.boolean(),
    place: fc.constantFrom(...places),
  });

  it('of a structure reads back as what was written', () => {
    fc.assert(
      fc.property(
        fc.record({ isUnion: fc.boolean(), members: fc.array(member, { maxLength: 5 }) }),
        (structure) => {
          expect(readStructure(writeStructure(structure))).toEqual(structure);
        },
      ),
    );
  });

  it('of an operation reads back as what was written', () => {
    fc.assert(
      fc.property(fc.record({ input: structureName, answersWithStream: fc.boolean() }), (operation) => {
        expect(readOperation(writeOperation(operation))).toEqual(operation);
      }),
    );
  });

  it('is not read where it is none', () => {
    for (const wrong of ['Name*: ', 'Na me', 'Name@nowhere', ''])
      expect(() => readStructure(`Right, ${wrong}`)).toThrow(`${wrong} is no member.`);
  });
});

describe('a client', () => {
  it('says which of its members travel where, and which are sensitive', async () => {
    const { protocol, operations, structures } = await fromClient('lambda', new Set());
    expect(protocol).toBe('restJson1');
    expect(operations.InvokeWithResponseStream).toBe('InvokeWithResponseStreamRequest -> stream');
    expect(structures.InvocationRequest).toBe(
      'FunctionName*@path, InvocationType@header, LogType@header, ClientContext@header, DurableExecutionName@header, Payload@payload: blob!, Qualifier@query, TenantId@header',
    );
  });
});
