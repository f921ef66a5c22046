import type { CallSeen, LogLine } from '@countersign/emulator';
import type { DynamoDBRecord } from 'aws-lambda';
import { type CoverageRecord, coverageRecordVersions } from '../../core/evidence/coverage-record.ts';
import { type AuditRecord, recordVersions } from '../../core/evidence/record.ts';
import { mustReadVersioned } from '../../core/lib/versioned.ts';

export type Topic = 'chat' | 'requests' | 'sealed' | 'seen';

/** What happened in a deployment since its start, and who wants to hear of it. */
export interface Journal {
  logs: readonly LogLine[];
  calls: readonly CallSeen[];
  /** Of one request, oldest first. */
  records(requestId: string): readonly AuditRecord[];
  /** Of every coverage, in the order in which they were written. */
  coverageRecords(): readonly CoverageRecord[];
  onChange(listener: (topic: Topic) => void): () => void;
}

export interface JournalWriter extends Journal {
  tell(topic: Topic): void;
  log(line: LogLine): void;
  call(seen: CallSeen): void;
  written(record: DynamoDBRecord): void;
}

export function createJournal(): JournalWriter {
  const logs: LogLine[] = [];
  const calls: CallSeen[] = [];
  // As texts: few are ever looked at, and each write is told here before its writer hears the answer.
  const records = new Map<string, string[]>();
  const coverage: string[] = [];
  const listeners = new Set<(topic: Topic) => void>();
  const tell = (topic: Topic): void => {
    for (const listener of listeners) listener(topic);
  };
  return {
    logs,
    calls,
    records: (requestId) =>
      (records.get(requestId) ?? []).map((text) => mustReadVersioned(recordVersions, JSON.parse(text))),
    coverageRecords: () =>
      coverage.map((text) => mustReadVersioned(coverageRecordVersions, JSON.parse(text))),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell,
    log: (line) => void logs.push(line),
    call(seen) {
      calls.push(seen);
      if (seen.service === 's3') tell('sealed');
    },
    written({ dynamodb }) {
      const { pk, record } = dynamodb?.NewImage ?? {};
      const [kind, id = ''] = pk?.S?.split('#') ?? [];
      if (kind === 'coverage' && record?.S !== undefined) coverage.push(record.S);
      if (kind === 'sighting' || kind === 'incident' || kind === 'coverage') tell('seen');
      if (kind !== 'request' || record?.S === undefined) return;
      records.set(id, [...(records.get(id) ?? []), record.S]);
      tell('requests');
    },
  };
}
