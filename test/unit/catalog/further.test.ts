import { describe, expect, it } from 'vitest';
import { further, furtherIn } from '../../../catalog/further.ts';

describe('what a sentence leaves of an object', () => {
  it('is named behind it, in the order of the alphabet', () => {
    expect(further({ Zeal: true, Ardour: [1], Absent: undefined })).toBe(' (Ardour [1], Zeal true)');
    expect(further({ Absent: undefined })).toBe('');
  });

  it('never loses a name, however long the values are', () => {
    const long = Object.fromEntries(['A', 'B', 'C', 'D'].map((name) => [name, 'x'.repeat(1_000)]));
    expect(further({ ...long, Force: true })).toBe(' (A, B, C, D, Force)');
  });

  it('shows what an agent hid in a value', () => {
    expect(further({ Name: 'a\u202Eb' })).toBe(' (Name a\\u{202E}b)');
  });

  it('is named a level deeper where each member has settings of its own', () => {
    expect(furtherIn({ EcsParameters: { TaskCount: 2 }, State: 'ENABLED' })).toBe(
      ', EcsParameters (TaskCount 2) (State ENABLED)',
    );
  });
});
