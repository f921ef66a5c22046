import { runOf } from '../policy/ruling.ts';
import type { Request } from './request.ts';

/** Countersign waits for its agent: policy asked nobody, or what it takes or answers is between the agent and AWS. */
export const needsRun = (request: Request): boolean =>
  isForCountersign(request) &&
  (request.state === 'allowed' || request.hides === true || request.answersSecret === true);

/** People decide, or Countersign runs it: whoever waits for the request waits on. */
export const isAwaited = (request: Request): boolean =>
  request.state === 'pending' ||
  request.state === 'running' ||
  (request.state === 'approved' && isForCountersign(request) && !needsRun(request));

const isForCountersign = (request: Request): boolean =>
  (request.state === 'allowed' || request.state === 'approved') && runOf(request.ruling) === 'countersign';
