import type { FaultCode } from './fault.ts';

/** Where a line stands. Whoever asks knows the object by its number. */
export interface Where {
  object: number;
  byte: number;
}

export interface SealedPlace extends Where {
  seq: number;
  prev: string | null;
  hash: string;
}

/** What is known of one chain, in no order. */
export interface ChainParts {
  records: readonly SealedPlace[];
  /** Places of records that were set aside, and do not prove themselves. */
  setAside: readonly number[];
  /** The last one, as the table has it. */
  head?: { seq: number; hash: string };
}

export interface ChainFault extends Partial<Where> {
  code: Extract<FaultCode, `record-${string}` | 'table-differs'>;
  seq: number;
  detail: string;
}

export interface CheckedChain {
  faults: ChainFault[];
  /** Sealed more than once, and the same: streams deliver at least once. */
  repeated: number;
}

/** `fromItsBeginning`: false where what was sealed before a span is left out. */
export function checkChain(
  { records, setAside, head }: ChainParts,
  { fromItsBeginning }: { fromItsBeginning: boolean },
): CheckedChain {
  const faults: ChainFault[] = [];
  const bySeq = new Map<number, SealedPlace>();
  let repeated = 0;
  for (const record of [...records].sort(bySeqThenWhere)) {
    const same = bySeq.get(record.seq);
    if (!same) bySeq.set(record.seq, record);
    else if (same.hash === record.hash && same.prev === record.prev) repeated += 1;
    else faults.push(fault('record-forked', record, 'Another record claims the same place in its chain.'));
  }
  const skipped = new Set(setAside);
  let before: SealedPlace | undefined;
  for (const record of bySeq.values()) {
    const next = before ? before.seq + 1 : fromItsBeginning ? 1 : record.seq;
    const gap = firstMissing(next, record.seq, skipped);
    if (gap !== undefined) {
      const detail = 'It is not sealed, though later ones of its chain are.';
      faults.push({ ...fault('record-missing', record, detail), seq: gap });
    }
    if (!isLinked(before, record))
      faults.push(fault('record-unlinked', record, 'It does not name the record before it by its hash.'));
    before = record;
  }
  if (head) faults.push(...checkHead(head, bySeq, skipped, (before?.seq ?? 0) + 1));
  return { faults, repeated };
}

/** The first of a gap tells: whoever writes a record with a place far away MUST NOT get a line for each place between. */
function firstMissing(from: number, to: number, skipped: ReadonlySet<number>): number | undefined {
  let seq = from;
  while (skipped.has(seq)) seq += 1;
  return seq < to ? seq : undefined;
}

/** Where the one before is not there, that is a fault of its own. */
function isLinked(before: SealedPlace | undefined, { seq, prev }: SealedPlace): boolean {
  if (seq === 1 || prev === null) return seq === 1 && prev === null;
  return before?.seq !== seq - 1 || before.hash === prev;
}

function checkHead(
  { seq, hash }: NonNullable<ChainParts['head']>,
  bySeq: ReadonlyMap<number, SealedPlace>,
  skipped: ReadonlySet<number>,
  next: number,
): ChainFault[] {
  const sealed = bySeq.get(seq);
  if (sealed && sealed.hash !== hash)
    return [fault('table-differs', sealed, 'The table has another record at this place.')];
  const gap = sealed ? undefined : firstMissing(next, seq + 1, skipped);
  if (gap === undefined) return [];
  return [
    {
      code: 'table-differs',
      seq: gap,
      detail: `The table has ${seq} records of its chain, and this one is not sealed.`,
    },
  ];
}

const fault = (code: ChainFault['code'], { seq, object, byte }: SealedPlace, detail: string): ChainFault => ({
  code,
  seq,
  object,
  byte,
  detail,
});

const bySeqThenWhere = (one: SealedPlace, other: SealedPlace): number =>
  one.seq - other.seq || one.object - other.object || one.byte - other.byte;
