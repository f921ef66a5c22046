import {
  type DigestFile,
  digestKey,
  type ListedObject,
  readDigestFile,
  recordsFolder,
  type SetAsideObject,
  setAsideFolder,
} from '../../../../core/evidence/digest-file.ts';
import type { Fault } from '../../../../core/evidence/fault.ts';
import { hourOfKey, startOfHour } from '../../../../core/evidence/hours.ts';
import { createMerkleTree } from '../../../../core/evidence/merkle.ts';
import { readRecordText } from '../../../../core/evidence/sealed-line.ts';
import { setAsideVersions } from '../../../../core/evidence/set-aside.ts';
import { sha256 } from '../../../../core/lib/digest.ts';
import { readVersioned } from '../../../../core/lib/versioned.ts';
import type { EvidenceSource, Listed } from '../source/evidence-source.ts';
import type { ChainFiles } from './chain-files.ts';
import { placeLine, setAsideLine } from './chain-lines.ts';
import { type DigestPorts, type DigestSpan, findSpan, openDigests } from './check-digests.ts';
import type { CheckedObject } from './check-object.ts';
import { inOrder } from './in-order.ts';
import type { Findings, VerifyReport } from './report.ts';
import { openTrailKeys } from './trail-keys.ts';

export interface VerifyOptions {
  source: EvidenceSource;
  copies?: EvidenceSource;
  isSigned: DigestPorts['isSigned'];
  from?: string;
  to?: string;
  now: string;
  /** A lock must hold an object for at least so long from when it was written. */
  retentionDays: number;
}

export interface VerifyPorts {
  findings: Findings;
  chains: ChainFiles;
  checkObject: (body: Uint8Array, number: number) => Promise<CheckedObject>;
  /** So many objects are looked at at a time. */
  atOnce: number;
  /** What the table has of each chain, into `chains`; nothing where it is not asked for. */
  addHeads?: () => Promise<void>;
  onProgress: (done: { hours: number; ofHours: number; records: number }) => void;
}

const dayMs = 86_400_000;
/** So far back a digest file may name an object as late. */
const lookBackHours = 48;

/** Everything that can be held against what somebody signed. Throws only where the source cannot be read. */
export async function verifyTrail(options: VerifyOptions, ports: VerifyPorts): Promise<VerifyReport> {
  const { source, retentionDays } = options;
  const { findings, chains } = ports;
  const { report, find } = findings;

  /** Written over or hidden; not locked for as long as it must be. */
  async function read(key: string): Promise<Uint8Array | undefined> {
    const found = await source.read(key);
    if (found && source.hasLocks) lookAtLock(key, found.lock);
    return found?.body;
  }

  function lookAtLock(key: string, lock: { mode: string; writtenAt: Date; until: Date } | undefined): void {
    const days = lock?.mode === 'COMPLIANCE' ? (lock.until.getTime() - lock.writtenAt.getTime()) / dayMs : 0;
    const shortest = report.shortestRetentionDays ?? Number.POSITIVE_INFINITY;
    report.shortestRetentionDays = Math.min(shortest, Math.floor(days * 100) / 100);
    // S3 counts the retention from a moment before it says that it has written.
    if (days >= retentionDays - 0.01) return;
    const detail = lock
      ? `It is locked in mode ${lock.mode} for ${days.toFixed(2)} days, and must be in COMPLIANCE for ${retentionDays}.`
      : 'No lock of it is to be seen; reading locks takes s3:GetObjectRetention.';
    find({ code: 'not-locked', object: key, detail });
  }

  function lookAtVersions({ key, versions }: Listed): string {
    if (versions > 1) {
      const detail = `${versions} versions of it are there: it was written over, or hidden.`;
      find({ code: 'more-versions', object: key, detail });
    }
    return key;
  }

  const stray = (key: string): void =>
    find({ code: 'object-unlisted', object: key, detail: 'It lies under no hour.' });

  /** Its hash, its lines, and their places in their chains. `entry`: as it is listed; nothing where no digest file lists it. */
  async function checkRecords(
    key: string,
    entry: ListedObject | undefined,
  ): Promise<CheckedObject | undefined> {
    const body = await read(key);
    if (!body) {
      find({ code: 'object-missing', object: key, detail: 'A digest file lists it, and it is not there.' });
      return undefined;
    }
    const checked = await ports.checkObject(body, await chains.addObject(key));
    compare(key, checked, entry);
    if (checked.unreadable !== undefined)
      find({
        code: 'object-unreadable',
        object: key,
        detail: `It cannot be unpacked: ${checked.unreadable}.`,
      });
    for (const fault of checked.faults) find({ code: 'record-changed', object: key, ...fault });
    await chains.addPlaces(checked.places);
    report.objects += 1;
    report.records += checked.records;
    return checked;
  }

  function compare(
    key: string,
    is: { bytes: number; sha256: string },
    entry: ListedObject | SetAsideObject | undefined,
  ) {
    if (!entry || (entry.sha256 === is.sha256 && entry.bytes === is.bytes)) return;
    const detail = `It has ${is.bytes} bytes of SHA-256 ${is.sha256}; signed are ${entry.bytes} of ${entry.sha256}.`;
    find({ code: 'object-changed', object: key, detail });
  }

  async function checkSetAside(key: string, entry: SetAsideObject | undefined): Promise<void> {
    const body = await read(key);
    if (!body)
      return find({
        code: 'object-missing',
        object: key,
        detail: 'A digest file lists it, and it is not there.',
      });
    compare(key, { bytes: body.length, sha256: sha256(body) }, entry);
    report.setAside += 1;
    const kept = readVersioned(setAsideVersions, parsed(body));
    if (!kept.ok) return find({ code: 'object-unreadable', object: key, detail: kept.detail });
    const { id, text } = kept.value;
    const record = readRecordText(text ?? '');
    if (record.ok) {
      const { place } = record;
      const object = await chains.addObject(key);
      await chains.addLine(place.chain, placeLine({ ...place, object, byte: 0 }));
    } else if (id !== null) {
      const at = id.lastIndexOf('.');
      await chains.addLine(id.slice(0, at), setAsideLine(id.slice(0, at), Number(id.slice(at + 1))));
    }
  }

  const digestPorts: DigestPorts = { ...options, find, read };
  const span = await findSpan(digestPorts, options);
  const fromHour = span && span.first > 0 ? span.base + span.first : undefined;
  const records = openTrailKeys(source, recordsFolder, fromHour, stray);
  const setAside = openTrailKeys(source, setAsideFolder, fromHour, stray);
  /** There, and in no digest file so far, by the hour that they are under. */
  const unlisted = new Map<string, number>();

  if (span) await checkHours(span);
  if (options.to === undefined) await checkUnsigned();
  for (const key of unlisted.keys()) {
    const detail =
      'No digest file lists it. If it was written in the last hour, the next one names it as late.';
    find({ code: 'object-unlisted', object: key, detail });
  }
  await ports.addHeads?.();
  await checkChains(span === undefined || span.first === 0);
  report.verified = report.faultCount === 0 && report.digestFiles > 0;
  return report;

  async function checkHours({ base, first, last, lastThere }: DigestSpan): Promise<void> {
    const digests = openDigests(digestPorts, { base });
    await digests.startAt(first);
    const keys = new Set<string>();
    if (first <= last) report.span = { from: startOfHour(base + first), to: startOfHour(base + last + 1) };
    for (let sequence = first; sequence <= last; sequence++) {
      const hour = base + sequence;
      const there = [...(await records.through(hour)), ...(await setAside.through(hour))].map(lookAtVersions);
      const file = await digests.next(sequence);
      if (file) {
        report.digestFiles += 1;
        keys.add(file.keyId);
        for (const key of there) unlisted.set(key, hourOfKey(key) ?? hour);
        for (const { key, late } of [...file.objects, ...file.setAside]) {
          unlisted.delete(key);
          if (late) report.late += 1;
        }
        await checkHour(file);
      } else for (const key of there) await checkUnlisted(key);
      tellOld(hour);
      ports.onProgress({ hours: sequence - first + 1, ofHours: last - first + 1, records: report.records });
    }
    // What came late in the last hours of a span is listed behind it.
    for (
      let later = last + 1;
      unlisted.size > 0 && later <= Math.min(last + lookBackHours, lastThere);
      later++
    ) {
      const next = readDigestFile(new TextDecoder().decode((await source.read(digestKey(later)))?.body));
      if (next.ok)
        for (const { key } of [...next.value.file.objects, ...next.value.file.setAside]) unlisted.delete(key);
    }
    report.keys = [...keys];
  }

  async function checkHour(file: DigestFile): Promise<void> {
    const tree = createMerkleTree();
    const faultsBefore = report.faultCount;
    for await (const checked of inOrder(file.objects, ports.atOnce, (entry) =>
      checkRecords(entry.key, entry),
    )) {
      const leaves = checked?.leaves ?? new Uint8Array();
      for (let at = 0; at < leaves.length; at += 32) tree.add(leaves.subarray(at, at + 32));
    }
    for (const entry of file.setAside) await checkSetAside(entry.key, entry);
    // Where an object is not what was signed, that its root is another one says nothing more.
    if (report.faultCount > faultsBefore) return;
    if (tree.size() === file.records && Buffer.from(tree.root()).toString('hex') === file.root) return;
    const detail = 'The root of its tree is not that of the records in its objects.';
    find({ code: 'root-differs', object: digestKey(file.sequence), detail });
  }

  async function checkUnlisted(key: string): Promise<void> {
    report.unsigned.objects += 1;
    if (key.startsWith(setAsideFolder)) return checkSetAside(key, undefined);
    report.unsigned.records += (await checkRecords(key, undefined))?.records ?? 0;
  }

  async function checkUnsigned(): Promise<void> {
    for await (const listed of records.rest()) await checkUnlisted(lookAtVersions(listed));
    for await (const listed of setAside.rest()) await checkUnlisted(lookAtVersions(listed));
  }

  /** No later digest file will list them. */
  function tellOld(hour: number): void {
    for (const [key, itsHour] of unlisted) {
      if (hour - itsHour < lookBackHours) continue;
      unlisted.delete(key);
      find({ code: 'object-unlisted', object: key, detail: 'No digest file lists it.' });
    }
  }

  async function checkChains(fromItsBeginning: boolean): Promise<void> {
    const found: { fault: Omit<Fault, 'object'>; object: number | undefined }[] = [];
    for await (const { chain, faults, repeated } of chains.check({ fromItsBeginning })) {
      report.chains += 1;
      report.repeated += repeated;
      for (const { code, seq, object, byte, detail } of faults) {
        const fault = { code, record: `${chain}.${seq}`, ...(byte !== undefined && { byte }), detail };
        if (found.length < mostNamed) found.push({ fault, object });
        else find({ ...fault, object: '' });
      }
    }
    const keys = await chains.keysOf(found.map(({ object }) => object));
    for (const { fault, object } of found)
      find({ ...fault, object: object === undefined ? 'the table' : (keys.get(object) ?? '') });
  }
}

/** Of more than these the report keeps none, so that their objects need no names. */
const mostNamed = 1_000;

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
