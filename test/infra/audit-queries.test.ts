import { describe, expect, it } from 'vitest';
import { auditRowSchema } from '../../core/evidence/audit-row.ts';
import { namedQueries } from '../../infra/athena/named-queries.ts';
import { config, ofType, synthesize } from './synthesized.ts';

const resources = synthesize(config('trial'));
const queries = ofType(resources, 'AWS::Athena::NamedQuery');

describe('the audit table', () => {
  const [table] = ofType(resources, 'AWS::Glue::Table');
  const input = table?.properties.TableInput as {
    Name: string;
    StorageDescriptor: { Columns: { Name: string; Type: string }[] };
  };

  it('is made with the stack, under the name that every query asks', () => {
    expect(input.Name).toBe('sealed_records');
    for (const { properties } of queries)
      expect(String(properties.QueryString)).toContain('FROM sealed_records');
  });

  it('has a column for each field of a sealed line, by its name, and of its type', () => {
    const { Columns: columns } = input.StorageDescriptor;
    expect(columns.map(({ Name }) => Name)).toEqual(Object.keys(auditRowSchema.shape));
    const typeOf = (name: string) => columns.find(({ Name }) => Name === name)?.Type;
    expect([typeOf('v'), typeOf('seq'), typeOf('model'), typeOf('owners')]).toEqual([
      'int',
      'int',
      'string',
      'array<string>',
    ]);
  });

  it('computes its partitions from the names of the objects', () => {
    expect(JSON.stringify(input)).toMatch(/\/records\/dt=\$\{dt\}\/hh=\$\{hh\}\//);
  });
});

describe('every saved query', () => {
  it.each(queries)(
    'says what it answers, and asks the database of its workgroup: $logicalId',
    ({ properties }) => {
      expect(String(properties.Description)).toMatch(/^[A-Z].{20,}/);
      expect(properties).toMatchObject({
        WorkGroup: 'countersign-trial-audit',
        Database: 'countersign_trial_audit',
      });
    },
  );

  it('is the text that the command line asks, letter by letter', () => {
    const saved = queries.map(({ properties }) => [properties.Name, properties.QueryString]);
    expect(saved).toEqual(namedQueries().map(({ name, sql }) => [name, sql]));
  });
});

it('a query that would read more than the settings say is ended', () => {
  const [workgroup] = ofType(resources, 'AWS::Athena::WorkGroup');
  expect(workgroup?.properties.WorkGroupConfiguration).toMatchObject({
    EnforceWorkGroupConfiguration: true,
    BytesScannedCutoffPerQuery: 10_000_000_000,
  });
});
