import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { auditRow } from '../../core/evidence/audit-row.ts';
import { opened } from '../support/given/requests.ts';
import { review } from '../support/given/rulings.ts';
import { config, ofType, synthesize } from './synthesized.ts';

const resources = synthesize(config('trial'));
const queries = ofType(resources, 'AWS::Athena::NamedQuery');
const queryOf = (name: string): string =>
  JSON.stringify(queries.find(({ properties }) => properties.Name === name)?.properties.QueryString);

describe('the audit table', () => {
  const columns = [
    ...readFileSync(new URL('../../infra/athena/create-audit-table.sql', import.meta.url), 'utf8').matchAll(
      /^ {2}(\w+) +(?:string|int|array<string>),?$/gm,
    ),
  ].map(([, name]) => name);

  it('has a column for each field of a sealed line, by its name', () => {
    const fields = Object.keys(auditRow(opened(review()).record));
    expect(columns).toEqual(fields);
  });

  it('computes its partitions from the names of the objects', () => {
    expect(queryOf('create-audit-table')).toMatch(/\/records\/dt=\$\{dt\}\/hh=\$\{hh\}\//);
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

  it.each(['one-request', 'who-approved-what'])(
    '%s counts a record once, though it may be sealed twice',
    (name) => {
      expect(queryOf(name)).toContain('PARTITION BY record_id');
    },
  );
});
