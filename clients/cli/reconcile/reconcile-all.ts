import { type Coverage, isWorthTelling } from '../../../core/detection/coverage.ts';
import type { Reconcile, ReconcileOrder } from '../../../core/ports/reconcile.ts';

export type Reconciled = { ok: true; coverage: Coverage; isClean: boolean } | { ok: false; problem: string };

/** Asks again for as long as each run comes further than the one before it. */
export async function reconcileAll(
  reconcile: Reconcile,
  order: ReconcileOrder,
  say: (line: string) => void,
): Promise<Reconciled> {
  let version = 0;
  for (;;) {
    const answer = await asked(reconcile, order);
    if ('problem' in answer) return { ok: false, problem: answer.problem };
    const { coverage, failed } = answer;
    if (coverage.state === 'closed') return { ok: true, coverage, isClean: !isWorthTelling(coverage) };
    for (const place of failed) say(`${place} could not be read: the log of reconcile says why.`);
    if (coverage.version === version) return { ok: true, coverage, isClean: false };
    version = coverage.version;
    say(`${coverage.counts.seen} calls so far; going on.`);
  }
}

/** No credentials, no permission, no such deployment: for whoever runs it, and no bug. */
async function asked(reconcile: Reconcile, order: ReconcileOrder) {
  try {
    const answer = await reconcile(order);
    return answer.kind === 'refused' ? { problem: answer.detail } : answer;
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { problem: `The deployment could not be asked (${why}).` };
  }
}
