import { describe, expect, it } from 'vitest';
import { keptFailure } from '../../../../core/execution/kept-failure.ts';
import { keptResult } from '../../../../core/execution/kept-result.ts';
import { sha256 } from '../../../../core/lib/digest.ts';
import { canonicalJson, type JsonObject } from '../../../../core/lib/json.ts';

const token = `ghp_${'a1B2'.repeat(9)}`;
const known = { curated: true, hidden: [] };
const hashOf = (value: JsonObject) => sha256(canonicalJson(value));
const ofBytes = (bytes: number) => ({ Name: 'x'.repeat(bytes - '{"Name":""}'.length) });

describe('of an answer', () => {
  it('the whole is kept, with its hash, up to 16 KiB', () => {
    for (const value of [{}, { DBInstance: { Status: 'deleting' } }, ofBytes(16 * 1_024)])
      expect(keptResult(value, known)).toEqual({ hash: hashOf(value), value });
  });

  it.each<[why: string, value: JsonObject, settings?: Partial<typeof known>]>([
    ['is too large', ofBytes(16 * 1_024 + 1)],
    ['has too many bytes, in fewer characters', { Name: 'ä'.repeat(9_000) }],
    ['nobody has described', { Status: 'ok' }, { curated: false }],
    ['looks like it holds a secret', { note: `the token ${token}` }],
    ['has a secret by its name', { SecretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }],
  ])('that %s only the hash is', (_, value, settings) => {
    expect(keptResult(value, { ...known, ...settings })).toEqual({ hash: hashOf(value) });
  });

  it('that repeats a hidden parameter only the hash is', () => {
    const value = { Echo: 'it was k-17' };
    expect(keptResult(value, { curated: true, hidden: ['k-17'] })).toEqual({ hash: hashOf(value) });
    expect(keptResult(value, { curated: true, hidden: ['k-18'] })).toEqual({ hash: hashOf(value), value });
  });

  it('the hash is the same in whatever order its members came', () => {
    expect(keptResult({ a: 1, b: 2 }, known).hash).toBe(keptResult({ b: 2, a: 1 }, known).hash);
  });
});

describe("of AWS's refusal", () => {
  it('code and message are kept', () => {
    expect(keptFailure('AccessDenied', 'User is not authorized.')).toEqual({
      code: 'AccessDenied',
      message: 'User is not authorized.',
    });
  });

  it.each([
    ['looks like it holds a secret', `Value ${token} is too short`, []],
    ['repeats what is hidden', 'Value "k-17" is too short', ['k-17']],
  ])('no message is that %s', (_, message, hidden) => {
    const kept = keptFailure('ValidationError', message, hidden);
    expect(kept).toEqual({
      code: 'ValidationError',
      message: 'The message looks like it holds a secret, and is not kept.',
    });
  });

  it('no more is than people read, and nothing that is not visible', () => {
    const { code, message } = keptFailure('c'.repeat(500), `${'m'.repeat(5_000)}`);
    expect(code.length).toBeLessThanOrEqual(201);
    expect(message.length).toBeLessThanOrEqual(1_001);
    expect(keptFailure('A\u202eB', 'line\u0007one').message).not.toContain('\u0007');
    expect(keptFailure('A\u202eB', 'x').code).not.toContain('\u202e');
  });
});
