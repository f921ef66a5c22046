import type { CatalogEntry } from '../../../catalog/entry.ts';
import type { LookAt } from '../../../core/ports/executor.ts';
import type { LookAnswer } from '../../../core/ports/look.ts';
import type { RequestStore } from '../../../core/ports/store.ts';

export interface Ports {
  requests: Pick<RequestStore, 'get'>;
  entryOf: (action: string) => Promise<Pick<CatalogEntry, 'look'>>;
  lookAt: LookAt;
}

/** What is there now of what the request would change, as its entry says what matters of it. */
export async function lookAtRequest(ports: Ports, requestId: string): Promise<LookAnswer> {
  const request = await ports.requests.get(requestId);
  if (!request) throw new Error(`Request ${requestId} is to be looked at, and is not in the table.`);
  const { look } = await ports.entryOf(request.action);
  if (!look) return { v: 1, kind: 'not-seen', code: 'no-look' };
  const { digest, account, region, parameters } = request;
  const looked = await ports.lookAt({
    requestId,
    digest,
    agent: request.agent.id,
    action: look.action,
    operation: look.operation,
    account,
    region,
    parameters: look.input(parameters),
  });
  switch (looked.kind) {
    case 'seen':
      return { v: 1, kind: 'seen', value: look.keep(looked.answer, parameters) };
    case 'refused':
      return looked.codes.some((code) => look.none.includes(code))
        ? { v: 1, kind: 'seen', value: {} }
        : { v: 1, kind: 'not-seen', code: looked.codes[0] ?? 'refused' };
    case 'not-looked':
      return { v: 1, kind: 'not-seen', code: looked.code };
  }
}
