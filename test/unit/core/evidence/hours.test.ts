import { describe, expect, it } from 'vitest';
import {
  hourAt,
  hourFolder,
  hourOfKey,
  lastClosedHour,
  startOfHour,
} from '../../../../core/evidence/hours.ts';

const nine = hourAt('2026-01-05T09:00:00.000Z');

describe('an hour', () => {
  it('is what a time is in, and has a start and a folder', () => {
    expect(hourAt('2026-01-05T09:59:59.999Z')).toBe(nine);
    expect(startOfHour(nine)).toBe('2026-01-05T09:00:00.000Z');
    expect(hourFolder(nine)).toBe('dt=2026-01-05/hh=09/');
  });

  it('can be closed ten minutes after its end', () => {
    expect(lastClosedHour('2026-01-05T10:09:59.999Z')).toBe(nine - 1);
    expect(lastClosedHour('2026-01-05T10:10:00.000Z')).toBe(nine);
  });

  it('is told by a key', () => {
    expect(hourOfKey('records/dt=2026-01-05/hh=09/a.ndjson.gz')).toBe(nine);
    expect(hourOfKey('set-aside/dt=2026-01-05/hh=09/a.json')).toBe(nine);
    expect(hourOfKey('records/dt=2026-01-05/hh=09/..a')).toBe(nine);
  });

  it.each([
    'records/a.ndjson.gz',
    'records/dt=2026-01-05/a',
    'records/dt=2026-01-05/hh=24/a',
    'records/dt=2026-13-05/hh=09/a',
    'records/dt=2026-02-30/hh=09/a',
    'records/dt=2026-01-05/hh=09/',
    'records/dt=2026-01-05/hh=09/.',
    'records/dt=2026-01-05/hh=09/..',
    'records/dt=2026-01-05/hh=09/b/a',
    'x/records/dt=2026-01-05/hh=09/a',
  ])('is not told by %s', (key) => {
    expect(hourOfKey(key)).toBeUndefined();
  });
});
