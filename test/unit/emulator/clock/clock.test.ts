import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../../../emulator/clock/clock.ts';

const day = 24 * 3_600 * 1_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a wait of sixty days takes sixty days, though a timer holds twenty-four', () => {
  const called = vi.fn();
  systemClock.after(60 * day, called);
  vi.advanceTimersByTime(60 * day - 1);
  expect(called).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(called).toHaveBeenCalledOnce();
});

test('a cancelled wait never ends, wherever in it the cancel comes', () => {
  const called = vi.fn();
  const cancel = systemClock.after(60 * day, called);
  vi.advanceTimersByTime(30 * day);
  cancel();
  vi.advanceTimersByTime(60 * day);
  expect(called).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});
