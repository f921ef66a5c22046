import type { Difference, Request } from './request.ts';

/**
 * How a run ended, by Countersign's own call and by AWS's word in CloudTrail, where the two are not one. Of what its agent ran with its own
 * credentials there is its word alone.
 */
export function differentOutcome(request: Request, errorCode: string | undefined): Difference[] {
  if (!('accessKeyId' in request) || request.accessKeyId === undefined) return [];
  if (request.state === 'done' && errorCode !== undefined)
    return [{ pointer: 'outcome', signed: 'done', seen: errorCode }];
  if (request.state === 'failed' && errorCode === undefined)
    return [{ pointer: 'outcome', signed: request.failure?.code ?? 'failed', seen: 'done' }];
  return [];
}

/** What was noted while it ran was not known to be otherwise: how it would end, nobody knew. */
export const isContradicted = (request: Request): boolean =>
  'evidence' in request &&
  request.evidence?.kind === 'confirmed' &&
  differentOutcome(request, request.evidence.errorCode).length > 0;
