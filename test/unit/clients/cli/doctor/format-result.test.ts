import { expect, it } from 'vitest';
import { formatResult } from '../../../../../clients/cli/doctor/format-result.ts';

const check = { name: 'one', how: 'by looking' };

it('says what was found, how, and what to do', () => {
  const finding = { outcome: 'failed', found: 'It is broken.', todo: 'Mend it.' } as const;
  expect(formatResult({ check, finding })).toBe(
    'failed  one: It is broken.\n        how: by looking\n        to do: Mend it.',
  );
  expect(formatResult({ check, finding: { outcome: 'passed', found: 'It works.' } })).not.toContain('to do');
});

it('keeps what AWS says from moving the cursor', () => {
  const finding = { outcome: 'failed', found: 'a\u001b[2Jb', todo: 'c' } as const;
  expect(formatResult({ check, finding })).toContain('a\\u{1b}[2Jb');
});
