import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findingCodes } from '../../../policy-compiler/finding-codes.ts';

it('docs/policy.md lists every code of a finding with its severity, in order, and no other', () => {
  const page = readFileSync(new URL('../../../docs/policy.md', import.meta.url), 'utf8');
  const listed = [...page.matchAll(/^\| `([a-z-]+)` \| (error|warning|note) \| \S/gm)].map(
    ([, code, severity]) => [code, severity],
  );
  expect(listed).toEqual(Object.entries(findingCodes));
});
