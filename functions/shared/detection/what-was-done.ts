import type { CatalogEntry } from '../../../catalog/entry.ts';
import { policiesSee, type ReadParameters } from '../../../catalog/trail/fit-parameters.ts';
import { readAnswer } from '../../../catalog/trail/read-answer.ts';
import type { TrailCall } from '../../../catalog/trail/read-call.ts';
import type { NewIncident } from '../../../core/detection/new-incident.ts';
import { undoabilityOf } from '../../../core/execution/undo.ts';
import { findSecret } from '../../../core/lib/find-secret.ts';
import type { Request } from '../../../core/request/request.ts';
import { noAgentToAskFor, offerOfIncident } from '../undo/offer-of-incident.ts';
import type { Seen } from './seen.ts';

/** Where it happened, whose agent did it, and the request that it drifted from. */
interface Circumstances {
  account: string;
  region: string;
  agent: unknown;
  request?: Request;
}

export type WhatWasDone = Pick<NewIncident, 'action' | 'parameters' | 'result' | 'undo'>;

/** What an incident keeps of a call, and whether that says how it is taken back. It is sealed for years: nothing that looks like a secret. */
export function whatWasDone(
  { entry, read }: TrailCall,
  { event }: Seen,
  { account, region, agent, request }: Circumstances,
): WhatWasDone {
  const { action } = entry;
  const parameters = read.ok ? withoutSecret(entry.hide(read.parameters)) : undefined;
  const answer = readAnswer(entry, event.responseElements);
  const result = answer && withoutSecret(answer);
  const kept = { ...(parameters && { parameters }), ...(result && { result }) };
  // Of a part of its parameters the undo could be that of something else.
  const known = isWhole(entry, read) ? kept : {};
  const offer = agent
    ? offerOfIncident(entry, { action, account, region, ...known }, request)
    : noAgentToAskFor;
  return { action, ...kept, undo: undoabilityOf(offer) };
}

/** Secrets are never told, and no policy looks at them. */
export const isWhole = (
  entry: CatalogEntry,
  read: ReadParameters,
): read is Extract<ReadParameters, { ok: true }> =>
  read.ok && read.untold.every(({ member }) => !policiesSee(entry, member));

const withoutSecret = <Kept extends object>(kept: Kept): Kept | undefined =>
  findSecret(kept) === undefined ? kept : undefined;
