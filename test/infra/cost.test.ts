import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { costTables, withTables } from '../../bench/cost/cost-tables.ts';
import { idleCost } from '../../bench/cost/idle-cost.ts';
import { waitingCost } from '../../bench/cost/waiting-cost.ts';
import { functionSpecs } from '../../functions/specs.ts';
import { config, synthesize } from './synthesized.ts';

const resources = synthesize(config('trial'));
const specs = Object.values(functionSpecs);

describe('what a deployment costs', () => {
  it('is at most $9.50 in a month in which nobody asks for anything', () => {
    const lines = idleCost(resources, specs);
    expect(lines.every(({ dollars }) => dollars > 0)).toBe(true);
    expect(lines.reduce((sum, { dollars }) => sum + dollars, 0)).toBeLessThanOrEqual(9.5);
  });

  it('is at most a tenth of a cent for an agent that waits an hour', async () => {
    const { calls, dollars } = await waitingCost(3_600);
    expect(calls).toBeGreaterThan(10);
    expect(dollars).toBeLessThanOrEqual(0.001);
  });

  it('is told in docs/cost.md as it is computed', async () => {
    const page = readFileSync(new URL('../../docs/cost.md', import.meta.url), 'utf8');
    expect(withTables(page, await costTables(resources, specs))).toBe(page);
  });
});
