import type { Published } from '../../../catalog/boundary/agent-limits.ts';
import { type AgentGate, agentGate } from '../../../infra/agent-gate.ts';
import { loadConfig } from '../../../infra/config.ts';
import type { Loaded } from '../../../infra/loaded.ts';
import { loadPolicies } from '../../../infra/policies.ts';
import { published } from '../../../infra/published.ts';
import type { Sources } from '../policy/policies.ts';
import { plain, type Terminal } from '../terminal.ts';

/** The gate as the synth would make it of these sources, or what is wrong with them is printed. */
export async function openGate(
  terminal: Terminal,
  sources: Sources,
): Promise<{ gate: AgentGate; published: Published } | undefined> {
  const known = await published();
  const made = makeGate(sources, known);
  if (made.ok) return { gate: made.value, published: known };
  for (const problem of made.problems) terminal.err(plain(problem));
  terminal.exitWith(1);
  return undefined;
}

function makeGate(sources: Sources, known: Published): Loaded<AgentGate> {
  const config = loadConfig(sources.settings);
  if (!config.ok) return config;
  const policies = loadPolicies(config.value, sources);
  return policies.ok ? agentGate(policies.value, config.value, known) : policies;
}
