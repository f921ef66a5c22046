import { describe, expect, it } from 'vitest';
import { formatButtonValue, readButtonValue } from '../../../../adapters/slack/button-value.ts';

const value = { request: 'a'.repeat(32), digest: 'b'.repeat(64) };

describe("a button's value", () => {
  it('comes back as it was put on', () => {
    expect(readButtonValue(formatButtonValue(value))).toEqual({ ok: true, value: { v: 1, ...value } });
  });

  it.each([
    ['that is not JSON', 'approve', 'other-shape'],
    ['that is empty', '', 'other-shape'],
    ['without a version', JSON.stringify(value), 'no-version'],
    ['of a newer version', JSON.stringify({ v: 2, ...value }), 'newer-version'],
    ['with more in it', JSON.stringify({ v: 1, ...value, choice: 'approve' }), 'other-shape'],
    ['of another request', JSON.stringify({ v: 1, ...value, request: 'A'.repeat(32) }), 'other-shape'],
    ['of half a digest', JSON.stringify({ v: 1, ...value, digest: 'b'.repeat(63) }), 'other-shape'],
  ])('%s is refused', (_, text, code) => {
    expect(readButtonValue(text)).toMatchObject({ ok: false, code });
  });
});
