import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { auditRow } from '../core/evidence/audit-row.ts';
import { recordsFolder } from '../core/evidence/digest-file.ts';
import { hourAt, hourFolder } from '../core/evidence/hours.ts';
import { type AuditRecord, hashOfRecord } from '../core/evidence/record.ts';
import { canonicalJson } from '../core/lib/json.ts';
import { closeHours } from '../functions/evidence/digest/close-hours.ts';
import { timeIn, twoMoves } from '../test/support/given/evidence.ts';
import { digestPorts, memoryBucket, type SigningKey } from '../test/support/memory-evidence.ts';

const perObject = 1_000;
const objectsAnHour = 10;

/** A trail of so many records in a folder, two a request, as `seal` lays it down, and signed as `digest` does. */
export async function writeTrail(folder: string, key: SigningKey, records: number): Promise<void> {
  const bucket = memoryBucket();
  const [first, second] = twoMoves(0).map(({ record }) => record) as [AuditRecord, AuditRecord];
  /** The same story again and again under other ids: what is measured is not how fast requests are made. */
  const story = (number: number): string[] => {
    const requestId = number.toString(16).padStart(32, '0');
    const one = renamed(first, requestId, null);
    return [one, renamed(second, requestId, one.hash)].map((record) =>
      JSON.stringify(auditRow(record, canonicalJson(record))),
    );
  };
  let now = timeIn(0);
  for (let sealed = 0, hour = 0; sealed < records; hour++) {
    const under = `${recordsFolder}${hourFolder(hourAt(timeIn(hour)))}`;
    for (let object = 0; object < objectsAnHour && sealed < records; object++) {
      const lines = Array.from({ length: perObject / 2 }, (_, index) => story(sealed / 2 + index)).flat();
      await bucket.putLines(`${under}${object}.ndjson.gz`, lines);
      sealed += lines.length;
    }
    now = timeIn(hour + 1, 10);
    await closeHours(digestPorts(bucket, key, () => now));
    flush(bucket.objects, folder);
  }
  writeFileSync(join(folder, 'key.pem'), key.pem);
  writeFileSync(join(folder, 'to'), now);
}

function renamed(record: AuditRecord, requestId: string, prev: string | null): AuditRecord {
  const fields = { ...record, id: `${requestId}.${record.seq}`, requestId, prev };
  return { ...fields, hash: hashOfRecord(fields) };
}

/** What the next hour does not read again leaves memory. */
function flush(objects: Map<string, Buffer>, folder: string): void {
  for (const [key, body] of objects) {
    mkdirSync(dirname(join(folder, key)), { recursive: true });
    writeFileSync(join(folder, key), body);
    if (!key.startsWith('digests/')) objects.delete(key);
  }
}
