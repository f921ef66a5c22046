import { innermost } from '../load-shapes.ts';
import { type ClientLines, readStructure, type ServiceFile } from '../service-file.ts';

/** `Structure.Member`: the numbers of a client that need not be whole. The SDK's schemas know only that they are numbers. */
export type DecimalMembers = ReadonlySet<string>;

/** What another source than the SDK says of a client's numbers. */
export interface PublishedNumbers {
  decimals: DecimalMembers;
  /** `Structure.Member`, of whatever type: that it knows a number at all. */
  members: ReadonlySet<string>;
}

/** Those of a client. */
export type DecimalsOf = (client: string) => DecimalMembers;

/** Those that stand in a service's file, for whoever has nothing newer. */
export const decimalsIn =
  (file: ServiceFile): DecimalsOf =>
  (client) =>
    new Set(numbersIn(file[client], 'decimal'));

/** The numbers of which botocore knows nothing: it is older than the SDK, or has another name for the client. */
export const unknownNumbers = (
  file: ServiceFile,
  published: ReadonlyMap<string, PublishedNumbers>,
): string[] =>
  Object.entries(file).flatMap(([client, lines]) =>
    [...numbersIn(lines, 'number'), ...numbersIn(lines, 'decimal')]
      .filter((member) => !published.get(client)?.members.has(member))
      .map((member) => `${client}:${member}`),
  );

const numbersIn = (lines: ClientLines | undefined, kind: 'number' | 'decimal'): string[] =>
  Object.entries(lines?.structures ?? {}).flatMap(([name, line]) =>
    readStructure(line)
      .members.filter(({ type }) => innermost(type).kind === kind)
      .map((member) => `${name}.${member.name}`),
  );
