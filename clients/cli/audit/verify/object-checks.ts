import type { ListedObject, SetAsideObject } from '../../../../core/evidence/digest-file.ts';
import type { Fault } from '../../../../core/evidence/fault.ts';
import { isNestedTooDeep } from '../../../../core/evidence/nesting.ts';
import { readRecordText } from '../../../../core/evidence/sealed-line.ts';
import { placeNamedBy, setAsideVersions } from '../../../../core/evidence/set-aside.ts';
import { sha256 } from '../../../../core/lib/digest.ts';
import { readVersioned } from '../../../../core/lib/versioned.ts';
import { strictText } from '../source/strict-text.ts';
import type { ChainEntry } from './chain-entries.ts';
import type { ChainFiles } from './chain-files.ts';
import type { CheckedObject } from './check-object.ts';
import type { LockedRead } from './read-locked.ts';

export interface ObjectPorts {
  read: (key: string) => Promise<LockedRead | undefined>;
  chains: Pick<ChainFiles, 'addObject' | 'addWritten' | 'add'>;
  checkObject: (body: Uint8Array, number: number) => Promise<CheckedObject>;
}

/** What one object came to. */
export interface ObjectChecked {
  faults: Fault[];
  /** Of records that prove themselves. */
  leaves: Uint8Array;
}

const noLeaves = new Uint8Array();

/** An object of records: its hash, its lines, and their places in their chains. `signed`: as its digest file has it, if one does. */
export async function checkRecords(
  { read, chains, checkObject }: ObjectPorts,
  key: string,
  signed?: ListedObject,
): Promise<ObjectChecked> {
  // Before anything is waited for: numbers are in the order of the trail.
  const number = chains.addObject(key);
  const found = await read(key);
  if (!found) return missing(key);
  const checked = await checkObject(found.body, number);
  chains.addWritten(checked.entries);
  const faults = [...found.faults, ...compare(key, checked, signed)];
  if (checked.unreadable !== undefined)
    faults.push({
      code: 'object-unreadable',
      object: key,
      detail: `It cannot be unpacked: ${checked.unreadable}.`,
    });
  for (const fault of checked.faults) faults.push({ ...fault, object: key });
  return { faults, leaves: checked.leaves };
}

/** What was set aside: a record of its chain where it proves itself, and else what fills its place. */
export async function checkSetAside(
  { read, chains }: ObjectPorts,
  key: string,
  signed?: SetAsideObject,
): Promise<ObjectChecked & { id: string | null }> {
  const number = chains.addObject(key);
  const found = await read(key);
  if (!found) return { ...missing(key), id: null };
  const { body } = found;
  const faults = [...found.faults, ...compare(key, { bytes: body.length, sha256: sha256(body) }, signed)];
  const kept = readVersioned(setAsideVersions, parse(body));
  if (!kept.ok) faults.push({ code: 'object-unreadable', object: key, detail: kept.detail });
  const entry = kept.ok ? entryOf(kept.value, number) : undefined;
  if (entry) chains.add(entry);
  return { faults, leaves: noLeaves, id: kept.ok ? placeNamedBy(kept.value) : null };
}

function entryOf(
  { id, text }: { id: string | null; text: string | null },
  object: number,
): ChainEntry | undefined {
  const record = readRecordText(text ?? '');
  if (record.ok) return { kind: 'record', ...record.place, object, byte: 0 };
  const [, chain = '', seq] = /^(.+)\.(\d{1,15})$/s.exec(id ?? '') ?? [];
  return chain !== '' && chain.isWellFormed() ? { kind: 'set-aside', chain, seq: Number(seq) } : undefined;
}

function compare(
  key: string,
  is: { bytes: number; sha256: string },
  signed: ListedObject | SetAsideObject | undefined,
): Fault[] {
  if (!signed || (signed.sha256 === is.sha256 && signed.bytes === is.bytes)) return [];
  const detail = `It has ${is.bytes} bytes of SHA-256 ${is.sha256}; signed are ${signed.bytes} of ${signed.sha256}.`;
  return [{ code: 'object-changed', object: key, detail }];
}

const missing = (key: string): ObjectChecked => ({
  faults: [{ code: 'object-missing', object: key, detail: 'A digest file lists it, and it is not there.' }],
  leaves: noLeaves,
});

function parse(body: Uint8Array): unknown {
  const text = strictText(body);
  if (isNestedTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
