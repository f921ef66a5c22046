import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import { auditRow } from '../core/evidence/audit-row.ts';
import type { AuditRecord } from '../core/evidence/record.ts';
import { beginRun, endRun } from '../core/execution/countersign-run.ts';
import { sha256 } from '../core/lib/digest.ts';
import { canonicalJson } from '../core/lib/json.ts';
import { people } from '../test/support/given/directory.ts';
import { counted, opened, submission } from '../test/support/given/requests.ts';
import { review } from '../test/support/given/rulings.ts';

/** As `seal` puts together where much is written. */
const recordsAnObject = 5_000;

export interface WrittenTrail {
  records: number;
  /** Records of one approval that Countersign ran. */
  anApproval: number;
  /** Of a record: in the bucket, compressed with others, and as JSON. */
  bytes: number;
  jsonBytes: number;
  /** Of an approval whose records have an object to themselves, as where little is written. */
  aloneBytes: number;
}

/**
 * Approvals through the real moves, a thousand a day from the first of January 2026, sealed as they would be. The first
 * `made` of the records are; the rest are those under other ids, whose sizes are not measured.
 */
export function writeRecords(folder: string, records: number, made = 20_000): WrittenTrail {
  const stories = Array.from({ length: Math.ceil(made / recordsOfStory) }, (_, number) => approvalOf(number));
  const lines = stories.flat().map(lineOf);
  const written: WrittenTrail = {
    records: 0,
    anApproval: recordsOfStory,
    bytes: 0,
    jsonBytes: lines.reduce((sum, line) => sum + line.length + 1, 0) / lines.length,
    aloneBytes: gzipped(lines.slice(0, recordsOfStory)).length,
  };
  for (let copy = 0; written.records < records; copy += 1) {
    for (let start = 0; start < lines.length; start += recordsAnObject) {
      const object = lines
        .slice(start, start + recordsAnObject)
        .map((line, at) => renamed(line, requestIdOf(Math.floor((start + at) / recordsOfStory)), copy));
      const body = gzipped(object, copy === 0 ? constants.Z_DEFAULT_COMPRESSION : constants.Z_BEST_SPEED);
      if (copy === 0) written.bytes += body.length / lines.length;
      writeFileSync(join(hourOf(folder, object[0] ?? ''), `bench-${copy}-${start}.ndjson.gz`), body);
      written.records += object.length;
    }
  }
  return written;
}

const recordsOfStory = 4;

const gzipped = (lines: readonly string[], level?: number): Buffer =>
  gzipSync(`${lines.join('\n')}\n`, level === undefined ? {} : { level });

/** Of another agent too: nobody asks for all that one did and means everything. */
const renamed = (line: string, id: string, copy: number): string =>
  copy === 0
    ? line
    : line
        .replaceAll(id, `${copy.toString(16).padStart(4, '0')}${id.slice(4)}`)
        .replace('"agent_id":"etl"', `"agent_id":"etl-${copy}"`);

function hourOf(folder: string, line: string): string {
  const { at } = JSON.parse(line) as { at: string };
  const hour = join(folder, 'records', `dt=${at.slice(0, 10)}`, `hh=${at.slice(11, 13)}`);
  mkdirSync(hour, { recursive: true });
  return hour;
}

const lineOf = (record: AuditRecord): string => JSON.stringify(auditRow(record, canonicalJson(record)));

export const requestIdOf = (number: number): string => sha256(String(number)).slice(0, 32);

const signers = [people.securityOne, people.securityTwo, people.securityThree];

function approvalOf(number: number): AuditRecord[] {
  const start = Date.parse('2026-01-01T00:00:00.000Z') + number * 86_400;
  const at = (seconds: number) => new Date(start + seconds * 1_000).toISOString();
  const id = requestIdOf(number);
  const name = `orders-${number}`;
  const parameters = { DBInstanceIdentifier: name, SkipFinalSnapshot: true };
  const resource = `arn:aws:rds:eu-central-1:111122223333:db:${name}`;
  const facts = { ...submission().facts, resource, parameters };
  const stated = { reason: `Ticket ${number}: the database is replaced.` };
  const asked = opened(review({ run: 'countersign' }), {
    id,
    at: at(0),
    digest: sha256(id),
    facts,
    stated,
    shown: parameters,
  });
  const signer = signers[number % signers.length] ?? people.securityOne;
  const approved = counted(asked.request, signer, 'approve', at(5 + (number % 600)));
  if (approved.request.state !== 'approved') throw new Error('One yes approves it.');
  const begun = beginRun(
    approved.request,
    { accessKeyId: 'ASIAEXAMPLEEXAMPLE00', seen: undefined },
    { kind: 'system', id: 'workflow' },
    at(700),
  );
  if (begun.request.state !== 'running') throw new Error('A run that begins is running.');
  const result = { hash: sha256(`answer ${number}`) };
  const ended = endRun(
    begun.request,
    { kind: 'done', result, awsRequestId: sha256(`call ${number}`).slice(0, 32) },
    at(701),
  );
  return [asked, approved, begun, ended].map(({ record }) => record);
}
