import {
  type DigestFile,
  digestKey,
  recordsFolder,
  setAsideFolder,
} from '../../../../core/evidence/digest-file.ts';
import type { Fault } from '../../../../core/evidence/fault.ts';
import { hourAt, hourOfKey, lookBackHours, startOfHour } from '../../../../core/evidence/hours.ts';
import { createMerkleTree, type MerkleTree } from '../../../../core/evidence/merkle.ts';
import type { EvidenceSource, Listed } from '../source/evidence-source.ts';
import type { ChainFiles } from './chain-files.ts';
import { type DigestPorts, type DigestSpan, findSpan, moreVersions, openDigests } from './check-digests.ts';
import type { CheckedObject } from './check-object.ts';
import { inOrder } from './in-order.ts';
import { checkRecords, checkSetAside, type ObjectChecked, type ObjectPorts } from './object-checks.ts';
import { createReadLocked } from './read-locked.ts';
import type { Findings, VerifyReport } from './report.ts';
import { openTrailKeys } from './trail-keys.ts';

export interface VerifyOptions {
  source: EvidenceSource;
  /** The second bucket, where digest files are kept as well. */
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

const leafBytes = 32;

/**
 * Everything that can be held against what somebody signed, as docs/evidence.md has it, step by step. Nothing that grows
 * with the trail is kept in memory. Throws only where the source cannot be read.
 */
export async function verifyTrail(options: VerifyOptions, ports: VerifyPorts): Promise<VerifyReport> {
  const { source } = options;
  const { report, find } = ports.findings;
  const readLocked = createReadLocked(source, options.retentionDays, (days) => {
    report.shortestRetentionDays = Math.min(report.shortestRetentionDays ?? days, days);
  });
  const objects: ObjectPorts = { ...ports, read: readLocked };
  const digestPorts: DigestPorts = { ...options, find, read: readDigest };
  const span = await findSpan(digestPorts, options);
  const fromHour = span && span.first > 0 ? span.base + span.first : undefined;
  const records = openTrailKeys(source, recordsFolder, fromHour, tellStray);
  const setAside = openTrailKeys(source, setAsideFolder, fromHour, tellStray);
  /** What is under a later hour waits for a signature that will not come: it would pass as not signed yet for years. */
  const latest = hourAt(options.now) + lookBackHours;
  /** There, and in no digest file so far, by the hour that they are under. */
  const unlisted = new Map<string, number>();

  if (span) await checkHours(span);
  // To the end, for what lies under no hour is found among the keys alone.
  for (const keys of [records, setAside])
    for await (const listed of keys.rest()) {
      if (options.to !== undefined) continue;
      if ((hourOfKey(listed.key) ?? 0) > latest) tellAhead(lookAtVersions(listed));
      else await checkUnsigned(listed);
    }
  for (const key of unlisted.keys()) tellUnlisted(key);
  await ports.addHeads?.();
  await checkChains(ports, { fromItsBeginning: fromHour === undefined });
  report.verified = report.faultCount === 0 && report.digestFiles > 0;
  return report;

  async function checkHours({ base, first, last, lastThere }: DigestSpan): Promise<void> {
    const digests = openDigests(digestPorts, { base });
    // Where the trail begins is the word of its first digest file: whether a span holds nothing depends on that.
    if (first > last && lastThere >= 0) {
      await digests.startAt(0);
      await digests.next(0);
    }
    await digests.startAt(first);
    if (first <= last) report.span = { from: startOfHour(base + first), to: startOfHour(base + last + 1) };
    const keys = new Set<string>();
    for (let sequence = first; sequence <= last; sequence++) {
      const hour = base + sequence;
      const there = [...(await records.through(hour)), ...(await setAside.through(hour))];
      const file = await digests.next(sequence);
      if (file) {
        keys.add(file.keyId);
        for (const listed of there) unlisted.set(lookAtVersions(listed), hourOfKey(listed.key) ?? hour);
        await checkHour(file);
      } else for (const listed of there) await checkUnsigned(listed);
      tellOld(hour);
      ports.onProgress({ hours: sequence - first + 1, ofHours: last - first + 1, records: report.records });
    }
    report.keys = [...keys];
    // What came late in the last hours of a span is listed behind it.
    for (
      let next = last + 1;
      unlisted.size > 0 && next <= Math.min(last + lookBackHours, lastThere);
      next++
    ) {
      const file = await digests.peek(next);
      if (file) strikeOut(file);
    }
  }

  async function checkHour(file: DigestFile): Promise<void> {
    report.digestFiles += 1;
    report.late += strikeOut(file);
    const tree = createMerkleTree();
    const faultsBefore = report.faultCount;
    const all = inOrder(file.objects, ports.atOnce, async (entry) => ({
      ...{ entry, checked: await checkRecords(objects, entry.key, entry) },
    }));
    let isAsListed = true;
    for await (const { entry, checked } of all)
      isAsListed = takeRecords(checked, tree) === entry.records && isAsListed;
    for (const entry of file.setAside) {
      const checked = await checkSetAside(objects, entry.key, entry);
      takeSetAside(checked);
      isAsListed = checked.id === entry.id && isAsListed;
    }
    // Where an object is not what was signed, that its root is another one says nothing more.
    if (report.faultCount > faultsBefore) return;
    if (isAsListed && tree.size() === file.records && Buffer.from(tree.root()).toString('hex') === file.root)
      return;
    const detail = 'Its objects are as signed, and hold other records than it counts, or names.';
    find({ code: 'root-differs', object: digestKey(file.sequence), detail });
  }

  /** How many of those that it lists came late. */
  function strikeOut(file: DigestFile): number {
    const listed = [...file.objects, ...file.setAside];
    for (const { key } of listed) unlisted.delete(key);
    return listed.filter(({ late }) => late).length;
  }

  /** Of an hour that nobody has signed: the chains alone hold it. */
  async function checkUnsigned(listed: Listed): Promise<void> {
    const key = lookAtVersions(listed);
    report.unsigned.objects += 1;
    if (key.startsWith(setAsideFolder)) takeSetAside(await checkSetAside(objects, key));
    else report.unsigned.records += takeRecords(await checkRecords(objects, key));
  }

  function takeRecords({ faults, leaves }: ObjectChecked, tree?: MerkleTree): number {
    for (const fault of faults) find(fault);
    for (let at = 0; at < leaves.length; at += leafBytes) tree?.add(leaves.subarray(at, at + leafBytes));
    report.objects += 1;
    report.records += leaves.length / leafBytes;
    return leaves.length / leafBytes;
  }

  function takeSetAside({ faults }: ObjectChecked): void {
    for (const fault of faults) find(fault);
    report.setAside += 1;
  }

  async function readDigest(key: string): Promise<Uint8Array | undefined> {
    const found = await readLocked(key);
    for (const fault of found?.faults ?? []) find(fault);
    return found?.body;
  }

  function lookAtVersions({ key, versions }: Listed): string {
    if (versions > 1) find(moreVersions(key, versions));
    return key;
  }

  /** No later digest file will list them. */
  function tellOld(hour: number): void {
    for (const [key, itsHour] of unlisted) {
      if (hour - itsHour < lookBackHours) continue;
      unlisted.delete(key);
      tellUnlisted(key);
    }
  }

  function tellUnlisted(key: string): void {
    const detail =
      'No digest file lists it. If it was written in the last hour, the next one names it as late.';
    find({ code: 'object-unlisted', object: key, detail });
  }

  function tellAhead(key: string): void {
    find({ code: 'object-unlisted', object: key, detail: 'Its hour is still to come, and not soon.' });
  }

  function tellStray(key: string): void {
    find({ code: 'object-unlisted', object: key, detail: 'It lies under no hour.' });
  }
}

/** Of more chain faults than these the objects are not looked up: the report keeps fewer. */
const mostNamed = 1_000;

async function checkChains(
  { findings: { report, find }, chains }: VerifyPorts,
  how: { fromItsBeginning: boolean },
): Promise<void> {
  const found: { fault: Omit<Fault, 'object'>; object: number | undefined }[] = [];
  for await (const { chain, faults, repeated } of chains.check(how)) {
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
