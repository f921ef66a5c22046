import { absentBefore } from '../../../catalog/absent-before.ts';
import type { CatalogEntry } from '../../../catalog/entry.ts';
import type { NewIncident } from '../../../core/detection/new-incident.ts';
import { offerUndo, type UndoOffer } from '../../../core/execution/undo.ts';
import { canonicalJson } from '../../../core/lib/json.ts';
import type { Request } from '../../../core/request/request.ts';

type Target = Pick<NewIncident, 'action' | 'account' | 'region' | 'parameters'>;
type Changed = Target & Pick<NewIncident, 'result'>;

/**
 * What takes back what was done without a look before it. Some actions succeed only where there was nothing, and that is known
 * then; some undos take nothing but the parameters and AWS's answer; and of what drifted from a request, that request looked.
 */
export function offerOfIncident(
  entry: Pick<CatalogEntry, 'look' | 'undo'>,
  changed: Changed,
  request?: Request,
): UndoOffer {
  const { action, parameters, result = {} } = changed;
  const { look, undo } = entry;
  if (!undo) return notOffered('no-undo', 'This action cannot be undone.');
  if (!parameters)
    return notOffered(
      'not-kept',
      'CloudTrail did not keep its parameters whole, so nobody can say what would undo it.',
    );
  const seenBefore = absentBefore.has(action) ? nothing : seenByRequest(entry, changed, request);
  const done = { action, parameters, seenBefore, result };
  return look && !seenBefore && undo.unseen ? offerUndo({ undo: undo.unseen }, done) : offerUndo(entry, done);
}

/** An undo is asked for by the policies of the agent that did it. */
export const noAgentToAskFor: UndoOffer = {
  kind: 'not-offered',
  code: 'no-agent',
  detail: 'No agent of the directory did it, so no policies say who may undo it.',
};

/** Its hash is compared with nothing: nobody looked after it either. */
const nothing = { value: {}, hash: '' };

/** Where the request looked at the very thing that was changed, what it saw. */
function seenByRequest(
  { look }: Pick<CatalogEntry, 'look'>,
  changed: Target,
  request: Request | undefined,
): Request['seen'] {
  if (!look || !request) return undefined;
  const targetOf = ({ action, account, region, parameters = {} }: Target): string =>
    canonicalJson({ action, account, region, looked: look.input(parameters) });
  return targetOf(changed) === targetOf(request) ? request.seen : undefined;
}

const notOffered = (code: 'no-undo' | 'not-kept', detail: string): UndoOffer => ({
  kind: 'not-offered',
  code,
  detail,
});
