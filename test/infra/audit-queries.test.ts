import { describe, expect, it } from 'vitest';
import { auditRowSchema } from '../../core/evidence/audit-row.ts';
import { incidentRow } from '../../core/evidence/incident-row.ts';
import { openingOfFound } from '../support/given/incidents.ts';
import { config, ofType, synthesize } from './synthesized.ts';

const resources = synthesize(config('trial'));
const queries = ofType(resources, 'AWS::Athena::NamedQuery');
const queryOf = (name: string): string =>
  JSON.stringify(queries.find(({ properties }) => properties.Name === name)?.properties.QueryString);

describe('the audit table', () => {
  const [table] = ofType(resources, 'AWS::Glue::Table');
  const input = table?.properties.TableInput as {
    Name: string;
    StorageDescriptor: { Columns: { Name: string; Type: string }[] };
  };

  it('is made with the stack, under the name that every query asks', () => {
    expect(input.Name).toBe('sealed_records');
    for (const { properties } of queries) expect(String(properties.QueryString)).toContain('.sealed_records');
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
    'says in its description what it answers, and leaves no name open: $logicalId',
    ({ properties }) => {
      expect(String(properties.Description)).toMatch(/^[A-Z].{20,}/);
      expect(JSON.stringify(properties.QueryString)).not.toMatch(/\$\{(database|bucket)\}|\$\$/);
    },
  );

  it.each(['one-request', 'who-approved-what', 'incidents'])(
    '%s counts a record once, though it may be sealed twice',
    (name) => {
      expect(queryOf(name)).toContain('PARTITION BY record_id');
    },
  );

  it('that counts requests counts no incident among them', () => {
    expect(queryOf('requests-by-agent')).toContain("digest <> ''");
    const { record } = openingOfFound();
    expect(incidentRow(record, '').digest).toBe('');
  });
});
