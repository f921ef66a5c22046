import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import { gatedReads } from '../../../../catalog/trail/gated-reads.ts';

const { entries } = catalogWith();

describe('the reads that CloudTrail is asked for by name', () => {
  it('are those that policy does not plainly let through, each once', () => {
    const names = gatedReads(entries, ({ action }) => ({
      gated: action.startsWith('secretsmanager:'),
      policies: [],
    }));
    expect(names).toContain('GetSecretValue');
    expect(names).not.toContain('GetPasswordData');
    expect(names).not.toContain('DeleteSecret');
    expect(new Set(names).size).toBe(names.length);
  });

  it('are so few that all of them are asked for in an hour, two a second', () => {
    expect(gatedReads(entries, () => ({ gated: true, policies: [] })).length).toBeLessThan(600);
  });
});
