import { readVersioned, type Versioned } from '../lib/versioned.ts';
import { type AuditRow, auditRow } from './audit-row.ts';
import { coverageRecordVersions } from './coverage-record.ts';
import { coverageRow } from './coverage-row.ts';
import { incidentRecordVersions } from './incident-record.ts';
import { incidentRow } from './incident-row.ts';
import { recordVersions } from './record.ts';

export type ReadRow = { ok: true; row: AuditRow } | { ok: false; detail: string };

type RowOf = (written: object, text: string) => ReadRow;

/** By what the record's id begins with. A request's begins with the request's id, which is a hash and holds no dash. */
const kinds: Readonly<Record<string, RowOf>> = {
  'coverage-': reading(coverageRecordVersions, coverageRow),
  'incident-': reading(incidentRecordVersions, incidentRow),
};
const ofRequest = reading(recordVersions, auditRow);

/** The row of a record, whatever it is about. `text` is the record as it was written. */
export function sealedRow(written: { id?: unknown }, text: string): ReadRow {
  const id = String(written.id);
  const [, rowOf] = Object.entries(kinds).find(([prefix]) => id.startsWith(prefix)) ?? [];
  return (rowOf ?? ofRequest)(written, text);
}

function reading<R>(versions: Versioned<R>, rowOf: (record: R, text: string) => AuditRow): RowOf {
  return (written, text) => {
    const read = readVersioned(versions, written);
    return read.ok ? { ok: true, row: rowOf(read.value, text) } : { ok: false, detail: read.detail };
  };
}
