import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { type DirectoryAgent, isKeptInRoom } from '../../../core/directory/directory.ts';
import { readShape } from '../../../core/lib/read-shape.ts';
import type { PolicyBundle } from '../../../core/policy/bundle.ts';
import type { Review, Ruling } from '../../../core/policy/ruling.ts';
import { countsInRoom } from '../../../core/vote/voter.ts';
import { formatProblem } from '../format-problem.ts';
import { plain, type Terminal } from '../terminal.ts';
import { formatRuling } from './format-ruling.ts';
import { commandOnPolicies, type Sources } from './policies.ts';
import { openPolicies } from './print-findings.ts';
import { factsOf, type WrittenRequest, writtenRequestSchema } from './written-request.ts';

export const explainCommand = (terminal: Terminal): Command =>
  commandOnPolicies('explain', 'say how a request would be ruled on, and why')
    .argument('<request.json>', 'agent, action, parameters, and where it stands; - for standard input')
    .option('--json', 'print facts and ruling as JSON')
    .addHelpText('after', '\nExit status: 0 it was ruled on, whatever the ruling; 1 it could not be.')
    .action(async (file: string, sources: Sources & { json?: true }) => {
      const policies = await openPolicies(terminal, sources);
      if (!policies) return;
      const read = await readSubmission(file);
      const answer = read.ok ? factsOf(read.written, policies) : read;
      if (!answer.ok) {
        terminal.err(plain(`${file === '-' ? 'standard input' : file}: ${answer.problem}`));
        return terminal.exitWith(1);
      }
      const { facts, agent } = answer;
      const ruling = policies.ruleOn(facts);
      const mayApprove = votersOf(ruling, agent, policies.bundle);
      if (sources.json) return terminal.out(JSON.stringify({ facts, ruling, mayApprove }, null, 2));
      const { environment, account, region } = facts;
      terminal.out(
        plain(
          `${agent.id} asks for ${facts.action} on ${facts.resource} in ${environment} (${account}, ${region}).`,
        ),
      );
      terminal.out(`Ruling: ${formatRuling(ruling)}.`);
      for (const reason of ruling.reasons) terminal.out(plain(`  ${reason}`));
      if (ruling.decision === 'review')
        terminal.out(`May say yes: ${[...mayApprove, ...keptIn(ruling, policies.bundle)].join(', ')}.`);
    });

/** Who is in a group that a room keeps, nobody knows before they vote; of what is critical that counts for nobody. */
const keptIn = (ruling: Review, { directory }: Pick<PolicyBundle, 'directory'>): string[] =>
  countsInRoom(ruling)
    ? ruling.terms.approvals
        .filter(({ group }) => isKeptInRoom(directory, group))
        .map(({ group }) => `whoever a room has in ${group} when they vote`)
    : [];

type Read = { ok: true; written: WrittenRequest } | { ok: false; problem: string };

async function readSubmission(file: string): Promise<Read> {
  let content: unknown;
  try {
    content = JSON.parse(file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'));
  } catch (problem) {
    return {
      ok: false,
      problem: problem instanceof SyntaxError ? `is not JSON: ${problem.message}` : formatProblem(problem),
    };
  }
  const read = readShape(writtenRequestSchema, content);
  return read.ok
    ? { ok: true, written: read.value }
    : {
        ok: false,
        problem: read.faults.map(({ path, message }) => [...path, message].join(': ')).join('; '),
      };
}

/** Members of the groups that the terms name, without the agent's owners. */
export const votersOf = (
  ruling: Ruling,
  { owners }: DirectoryAgent,
  { directory }: Pick<PolicyBundle, 'directory'>,
): string[] => {
  const groups = ruling.decision === 'review' ? ruling.terms.approvals.map(({ group }) => group) : [];
  return directory.people
    .filter((person) => !owners.includes(person.id) && person.groups.some((group) => groups.includes(group)))
    .map(({ id }) => id);
};
