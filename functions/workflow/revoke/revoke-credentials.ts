import { revokeGrant } from '../../../core/execution/revoke-grant.ts';
import type { DenyGrant, RevokeOrder } from '../../../core/ports/grants.ts';
import { isGranted } from '../../../core/request/deadlines.ts';
import type { Request, RequestIn } from '../../../core/request/request.ts';
import { type ChangePorts, changeRequest } from '../../shared/change-request.ts';

export interface Ports extends ChangePorts {
  deny: DenyGrant;
  now: () => string;
}

export type Became = 'revoked' | 'revoked-with-all' | 'not-in-use';

/**
 * First denied, then written down: a record that says so is never wrong. Killed in between, Lambda calls it again, and the
 * same denial is put a second time.
 */
export async function revokeCredentials(
  ports: Ports,
  { requestId, person, via }: RevokeOrder,
): Promise<Became> {
  const request = await ports.requests.get(requestId);
  if (!isInUse(request)) return 'not-in-use';
  const { account, startedAt } = request;
  const { all } = await ports.deny({ requestId, account, startedAt });
  await changeRequest(ports, requestId, (current) =>
    isInUse(current)
      ? { transition: revokeGrant(current, { by: person, via, all }, ports.now()), answer: undefined }
      : { answer: undefined },
  );
  return all ? 'revoked-with-all' : 'revoked';
}

const isInUse = (request: Request | undefined): request is RequestIn<'started'> =>
  request?.state === 'started' && isGranted(request);
