import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentGate } from './agent-gate.ts';

/**
 * The gate as files beside the templates, for what no stack of ours can deploy: policies of an organization, and roles
 * of other accounts. Without white space, which Organizations counts when a policy comes through its API.
 */
export function writeAgentGate(
  { boundary, secondPolicy, serviceControlPolicies, eventRules }: AgentGate,
  folder: string,
): void {
  const files: [name: string, content: unknown][] = [
    ['boundary', boundary],
    ...(secondPolicy ? [['second-policy', secondPolicy] satisfies [string, unknown]] : []),
    ...serviceControlPolicies.map((document, index): [string, unknown] => [`scp-${index + 1}`, document]),
    ['event-rules', eventRules],
  ];
  // An older synth may have needed more documents than this one.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of files) writeFileSync(join(folder, `${name}.json`), JSON.stringify(content));
}
