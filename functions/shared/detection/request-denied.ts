import type { OpenCatalog } from '../../../catalog/catalog-on-demand.ts';
import { hourOf } from '../../../core/detection/denied-hour.ts';
import { ageSeconds, askableSeconds, type DeniedCall } from '../../../core/detection/sighting.ts';
import { agentByRole, type Directory } from '../../../core/directory/directory.ts';
import { sha256 } from '../../../core/lib/digest.ts';
import { type Ruling, runOf } from '../../../core/policy/ruling.ts';
import { joinRequest, reasonOfDenied, type Submission } from '../../../core/request/open-request.ts';
import type { Request } from '../../../core/request/request.ts';
import { type ChangePorts, changeRequest } from '../change-request.ts';
import { readAsked, type SubmitContext } from '../submit/read-submission.ts';
import { type Ports as SubmitPorts, submitRequest } from '../submit/submit-request.ts';

export interface DenialContext extends Omit<SubmitContext, 'catalog'> {
  openCatalog: OpenCatalog;
  directory: Directory;
}

/** A call that AWS denied, as it was seen. */
export interface SeenDenial {
  sightingId: string;
  at: string;
  call: Omit<DeniedCall, 'digest'>;
}

export type WhyNotAsked =
  | 'too-old'
  | 'unknown-agent'
  | 'unusable'
  | 'not-run-by-countersign'
  | 'refused'
  | 'too-many';

/** Nothing in the way, or why it can be no request, as people read it. */
export type Askable =
  | { kind: 'askable'; submission: Submission; ruling: Ruling }
  | { kind: 'not-askable'; code: WhyNotAsked; detail: string; submission?: Submission; ruling?: Ruling };

/**
 * The denied call as a request of its agent: by the same facts, under the same policies, with the same digest as if it had
 * asked. The agent's words are none.
 */
export async function askable(
  { openCatalog, directory, ...context }: DenialContext,
  { ruleOn, now }: Pick<SubmitPorts, 'ruleOn' | 'now'>,
  { at, call }: SeenDenial,
): Promise<Askable> {
  const agent = agentByRole(directory, call.role);
  if (agent?.id !== call.agent)
    return no('unknown-agent', `The directory has no agent ${call.agent} with this role.`);
  const { action, resource, parameters, account, role, session } = call;
  const caller = { agent, account, role, session };
  const catalog = await openCatalog(action);
  const asked = { action, resource, parameters, stated: {} };
  const read = readAsked({ ...context, catalog }, caller, asked);
  if (!read.ok) return no('unusable', read.problem.detail);
  const { submission } = read;
  const ruling = ruleOn(submission.facts);
  const not = (code: WhyNotAsked, detail: string): Askable => ({
    ...no(code, detail),
    submission,
    ruling,
  });
  if (ruling.decision === 'refuse') return not('refused', `Policy refuses it. ${ruling.reasons.join(' ')}`);
  if (runOf(ruling) !== 'countersign' || submission.hides || submission.answersSecret)
    return not('not-run-by-countersign', 'Only its agent could run it, or be told what AWS answers.');
  if (submission.whyNotRunnable) return not('unusable', submission.whyNotRunnable.detail);
  if (ageSeconds(at, now()) > askableSeconds)
    return not('too-old', 'It was called more than a quarter of an hour ago: its agent waits no more.');
  return { kind: 'askable', submission, ruling };
}

const no = (code: WhyNotAsked, detail: string): Extract<Askable, { kind: 'not-askable' }> => ({
  kind: 'not-askable',
  code,
  detail,
});

export type FromDenied =
  | { kind: 'asked'; request: Request }
  | { kind: 'not-asked'; code: WhyNotAsked; detail: string };

/** Called twice within an hour for the same call it makes one request. `asker`: the person who wanted it, and cannot sign it. */
export async function submitDenied(
  ports: SubmitPorts,
  { sightingId, at }: SeenDenial,
  submission: Submission,
  asker?: string,
): Promise<FromDenied> {
  const denied = { sighting: sightingId, ...(asker !== undefined && { asker }) };
  const key = sha256(`denied#${hourOf(at)}#${submission.digest}`).slice(0, 32);
  const submitted = await submitRequest(ports, { ...submission, denied }, key);
  switch (submitted.kind) {
    case 'request':
      return { kind: 'asked', request: submitted.request };
    case 'cannot-run':
      return { kind: 'not-asked', code: 'unusable', detail: submitted.detail };
    default:
      return {
        kind: 'not-asked',
        code: 'too-many',
        detail: 'Its agent has asked for too much at this time.',
      };
  }
}

/** Another session of the agent made the same call: a person whom it acts for cannot sign from then on. */
export const joinDenied = (ports: ChangePorts, id: string, session: string, at: string): Promise<undefined> =>
  changeRequest(ports, id, (request) => {
    const joined = joinRequest(request, session, reasonOfDenied, at, 'cloudtrail');
    return { ...(joined.kind === 'joined' && { transition: joined.transition }), answer: undefined };
  });
