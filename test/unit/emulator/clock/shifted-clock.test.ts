import { describe, expect, it } from 'vitest';
import { createShiftedClock } from '../../../../emulator/clock/shifted-clock.ts';

/** A machine on which time stands still until the test fires its timers. */
function stillMachine() {
  const waits = new Map<() => void, number>();
  return {
    waits: () => [...waits.values()],
    now: () => 1_000,
    after(milliseconds: number, callback: () => void) {
      waits.set(callback, milliseconds);
      return () => void waits.delete(callback);
    },
  };
}

describe('the clock of an emulator', () => {
  it('runs ahead of the machine by what it was moved on', () => {
    const clock = createShiftedClock(stillMachine());
    expect(clock.now()).toBe(1_000);
    clock.advance(500);
    clock.advance(250);
    expect(clock.date()).toEqual(new Date(1_750));
    expect(new Float64Array(clock.offset)[0]).toBe(750);
  });

  it('fires what falls due, in its order, and leaves the rest to wait for less', () => {
    const machine = stillMachine();
    const clock = createShiftedClock(machine);
    const fired: string[] = [];
    clock.after(300, () => fired.push('later'));
    clock.after(100, () => fired.push('sooner'));
    clock.after(1_000, () => fired.push('never'));
    clock.advance(400);
    expect(fired).toEqual(['sooner', 'later']);
    expect(machine.waits()).toEqual([600]);
  });

  it('fires nothing twice, and nothing that was cancelled', () => {
    const clock = createShiftedClock(stillMachine());
    const fired: string[] = [];
    clock.after(100, () => fired.push('once'));
    const cancel = clock.after(100, () => fired.push('cancelled'));
    cancel();
    clock.advance(100);
    clock.advance(100);
    expect(fired).toEqual(['once']);
  });

  it('lets a timer set another', () => {
    const clock = createShiftedClock(stillMachine());
    const fired: number[] = [];
    clock.after(100, () => clock.after(100, () => fired.push(clock.now())));
    clock.advance(100);
    expect(fired).toEqual([]);
    clock.advance(100);
    expect(fired).toEqual([1_200]);
  });
});
