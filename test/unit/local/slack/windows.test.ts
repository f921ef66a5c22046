import { describe, expect, test } from 'vitest';
import { toldModal } from '../../../../adapters/slack/modals/told-modal.ts';
import { createWindows } from '../../../../local/slack/windows/windows.ts';

const view = toldModal('Details', 'One moment …');

/** A clock that a test sets, and windows by it. */
function given() {
  let now = Date.parse('2026-01-05T12:00:00.000Z');
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id${ids}`;
  };
  const pass = (milliseconds: number): void => {
    now += milliseconds;
  };
  return {
    windows: createWindows(
      newId,
      () => now,
      () => {},
    ),
    pass,
  };
}

describe('the trigger of a press', () => {
  test('opens a window for three seconds', () => {
    const { windows, pass } = given();
    const trigger = windows.issueTrigger('U0ONE');
    pass(3_000);
    expect(windows.open(trigger, view)).toMatchObject({ ok: true });
    expect(windows.of('U0ONE')?.modal.title.text).toBe('Details');
  });

  test('opens none after them', () => {
    const { windows, pass } = given();
    const trigger = windows.issueTrigger('U0ONE');
    pass(3_001);
    expect(windows.open(trigger, view)).toEqual({ ok: false, error: 'expired_trigger_id' });
    expect(windows.of('U0ONE')).toBeUndefined();
  });

  test('opens one, and is used up; what nobody issued opens none', () => {
    const { windows } = given();
    const trigger = windows.issueTrigger('U0ONE');
    windows.open(trigger, view);
    for (const wrong of [trigger, 'invented'])
      expect(windows.open(wrong, view)).toMatchObject({ error: 'invalid_trigger_id' });
  });
});
