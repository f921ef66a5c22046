import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Grant } from '@countersign/emulator';

/** Permissions of one policy that no end-to-end test uses, and why the template gives them all the same. */
export interface Excuse {
  /** As the CDK app calls it: `ApprovalStack/WorkflowRole/DefaultPolicy`. */
  policy: string;
  actions: readonly string[];
  reason: string;
}

/** Leaves what one deployment has not used, for whoever judges the whole run. */
export function reportUnused(folder: string, unused: readonly Grant[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify(unused));
}

export const readReports = (folder: string): Grant[][] =>
  readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));

/** What none of the deployments has used. They MUST run the same template in the same place. */
export function unusedInAll([first = [], ...others]: readonly (readonly Grant[])[]): Grant[] {
  const reported = others.map((grants) => new Set(grants.map(keyOf)));
  return first.filter((grant) => reported.every((keys) => keys.has(keyOf(grant))));
}

const keyOf = ({ role, source, action, resource }: Grant): string =>
  [role, source, action, resource].join(' ');

/** One line each, for whoever has to mend it: an unused grant needs an excuse, and an excuse an unused grant. */
export function grantProblems(unused: readonly Grant[], excuses: readonly Excuse[]): string[] {
  const single = excuses.flatMap(({ policy, actions }) => actions.map((action) => ({ policy, action })));
  const fits = (grant: Grant, excuse: { policy: string; action: string }) =>
    grant.source.startsWith(`${excuse.policy}[`) && grant.action === excuse.action;
  return [
    ...unused
      .filter((grant) => !single.some((excuse) => fits(grant, excuse)))
      .map(({ source, action, resource }) => `${source} ${action} on ${resource} is used by no test`),
    ...single
      .filter((excuse) => !unused.some((grant) => fits(grant, excuse)))
      .map(({ policy, action }) => `${policy} ${action} is used, or is gone: remove its excuse`),
  ];
}
