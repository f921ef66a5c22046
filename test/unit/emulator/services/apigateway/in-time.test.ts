import { describe, expect, it } from 'vitest';
import { inTime } from '../../../../../emulator/services/apigateway/in-time.ts';
import { virtualClock } from '../states/virtual-clock.ts';

describe('an answer', () => {
  it('that comes in time is the answer, and leaves no timer behind', async () => {
    const clock = virtualClock('2026-01-05T12:00:00Z');
    expect(await inTime(Promise.resolve('done'), 1_000, clock)).toBe('done');
    expect(clock.pending()).toBe(0);
  });

  it('that fails is that failure, and leaves no timer either', async () => {
    const clock = virtualClock('2026-01-05T12:00:00Z');
    await expect(inTime(Promise.reject(new Error('gone')), 1_000, clock)).rejects.toThrow('gone');
    expect(clock.pending()).toBe(0);
  });

  it('that does not come is too late once the time is over, and not before', async () => {
    const clock = virtualClock('2026-01-05T12:00:00Z');
    const heard: unknown[] = [];
    void inTime(Promise.withResolvers().promise, 1_000, clock).then((answer) => heard.push(answer));
    await clock.pass(0.9);
    expect(heard).toEqual([]);
    await clock.pass(0.1);
    expect(heard).toEqual(['too-late']);
  });
});
