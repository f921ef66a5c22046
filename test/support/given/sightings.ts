import { type DeniedHour, emptyHour, type NewLine, withDenied } from '../../../core/detection/denied-hour.ts';
import type { Sighting } from '../../../core/detection/sighting.ts';
import { noon } from './clock.ts';
import { agentNamed } from './directory.ts';

export const sighting = (id: string, changes: Partial<Sighting> = {}): Sighting => ({
  v: 1,
  id,
  eventId: id,
  at: noon,
  seenAt: noon,
  source: 'eventbridge',
  call: 'rds:DeleteDBInstance',
  who: 'arn:aws:sts::111122223333:assumed-role/etl-agent/nightly-run',
  account: '111122223333',
  region: 'eu-central-1',
  verdict: { kind: 'counted', why: 'not-agent' },
  ...changes,
});

export const deniedLine = (changes: Partial<NewLine> = {}): NewLine => ({
  key: 'a'.repeat(64),
  sightingId: '00000000-0000-4000-8000-000000000001',
  action: 'rds:DeleteDBInstance',
  resource: 'arn:aws:rds:eu-central-1:111122223333:db:orders',
  sentence: 'Delete database orders without a final snapshot',
  session: 'nightly-run',
  account: '111122223333',
  region: 'eu-central-1',
  environment: 'prod',
  by: 'the permissions boundary of its role',
  ...changes,
});

/** An hour in which these calls were denied, one after the other. */
export const deniedHour = (...lines: readonly NewLine[]): DeniedHour =>
  lines.reduce(
    (hour, line) => withDenied(hour, line) ?? hour,
    emptyHour(agentNamed('etl'), { hour: '2026-01-05T12' }),
  );
