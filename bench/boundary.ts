import type { BoundarySettings } from '../catalog/boundary/agent-limits.ts';
import { auditPaths } from '../catalog/boundary/audit-paths.ts';
import { sizeOf } from '../catalog/generate/policy-document.ts';
import { agentGate } from '../infra/agent-gate.ts';
import { loadConfig } from '../infra/config.ts';
import { loadPolicies } from '../infra/policies.ts';
import { published } from '../infra/published.ts';
import type { Measurement } from './measurement.ts';

const sources = { settings: 'infra/settings/production.yaml', policies: 'policies' };

/** Characters of each mode for the starter policies, of the 6,144 that IAM takes, and published paths that stay open. */
export async function measureBoundary(runs = 5): Promise<Measurement[]> {
  const known = await published();
  return (['gated', 'closed'] as const).flatMap((agentBoundary) => {
    const made = Array.from({ length: runs }, () => gateOf(agentBoundary, known));
    const [{ gate } = made[0] as (typeof made)[0]] = made;
    const audit = auditPaths(gate.limits, known.paths);
    const name = (what: string): string => `${agentBoundary}, ${what}`;
    return [
      { name: name('boundary'), unit: 'characters', samples: [sizeOf(gate.boundary)] },
      {
        name: name('second policy'),
        unit: 'characters',
        samples: [gate.secondPolicy ? sizeOf(gate.secondPolicy) : 0],
      },
      {
        name: name('service control policies'),
        unit: 'characters',
        samples: [gate.serviceControlPolicies.reduce((sum, document) => sum + sizeOf(document), 0)],
      },
      { name: name(`open of ${audit.known} published paths`), unit: 'paths', samples: [audit.open.length] },
      { name: name('excused besides'), unit: 'paths', samples: [audit.excused.length] },
      { name: name('made at synth'), unit: 'ms', samples: made.map(({ milliseconds }) => milliseconds) },
    ];
  });
}

function gateOf(
  agentBoundary: BoundarySettings['agentBoundary'],
  known: Awaited<ReturnType<typeof published>>,
) {
  const config = orThrow(loadConfig(sources.settings));
  const policies = orThrow(loadPolicies(config, sources));
  const started = performance.now();
  const gate = orThrow(agentGate(policies, { ...config, agentBoundary }, known));
  return { gate, milliseconds: performance.now() - started };
}

function orThrow<T>(loaded: { ok: true; value: T } | { ok: false; problems: string[] }): T {
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  return loaded.value;
}
