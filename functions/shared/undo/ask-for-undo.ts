import type { OpenCatalog } from '../../../catalog/catalog-on-demand.ts';
import { agentByRole, type Directory } from '../../../core/directory/directory.ts';
import type { AgentCaller } from '../../../core/directory/identity.ts';
import type { Undoing } from '../../../core/execution/undo.ts';
import { parseArn, partitionOf } from '../../../core/lib/arn.ts';
import { runOf } from '../../../core/policy/ruling.ts';
import type { ExecuteNow } from '../../../core/ports/execute.ts';
import type { Submission } from '../../../core/request/open-request.ts';
import type { Request } from '../../../core/request/request.ts';
import { runIfAllowed } from '../run-if-allowed.ts';
import { readSubmission, type SubmitContext } from '../submit/read-submission.ts';
import type { Ports as SubmitPorts } from '../submit/submit-request.ts';
import { submitUndo, type UndoSubmission } from './submit-undo.ts';

export interface UndoPorts extends SubmitPorts {
  directory: Directory;
  execute: ExecuteNow;
}

export interface UndoDeployment extends Omit<SubmitContext, 'catalog'> {
  openCatalog: OpenCatalog;
}

/** What is to be taken back, and who wants it. */
export interface WantedUndo {
  /** Who did it. The undo is by its policies; its session is the one that did it, and the person behind it cannot sign. */
  agent: Pick<Request['agent'], 'id' | 'role' | 'session' | 'sourceIdentity'>;
  account: string;
  region: string;
  /** Of what was done, where it is known. */
  resource?: string | undefined;
  undoing: Undoing;
  reason: string;
  undo: NonNullable<Submission['undo']>;
}

export type AskedFor =
  /** The request that undoes it, as it stands. */
  | { kind: 'asked'; request: Request }
  /** The agent asks for the same by itself: people decide on that. */
  | { kind: 'asked-by-agent'; request: Request }
  | { kind: 'not-asked'; code: CannotAsk; detail: string };

export type CannotAsk = 'unknown-agent' | 'unusable' | 'not-run-by-countersign' | 'too-many';

/**
 * The request that takes something back: ruled on by the policies of the agent that did it, with votes of its own, and never with that
 * of whoever asked. Called twice it makes one request.
 */
export async function askForUndo(
  deployment: UndoDeployment,
  ports: UndoPorts,
  wanted: WantedUndo,
): Promise<AskedFor> {
  const caller = callerOf(ports.directory, wanted.agent);
  if (!caller)
    return not('unknown-agent', `The directory has no agent ${wanted.agent.id} with its role any more.`);
  const read = await readUndo(deployment, caller, wanted);
  if (!read.ok) return not('unusable', `The undo cannot be asked for: ${read.problem.detail}`);
  return submit(ports, { ...read.submission, undo: wanted.undo });
}

/** Of the agent as the directory has it now. */
function callerOf(directory: Directory, did: WantedUndo['agent']): AgentCaller | undefined {
  const { id, role, session, sourceIdentity } = did;
  const agent = agentByRole(directory, role);
  const account = parseArn(role)?.account;
  if (agent?.id !== id || !account) return undefined;
  return { agent, account, role, session, ...(sourceIdentity !== undefined && { sourceIdentity }) };
}

async function readUndo(
  { openCatalog, ...context }: UndoDeployment,
  caller: AgentCaller,
  { account, region, resource, reason, undoing: { action, parameters } }: WantedUndo,
) {
  const catalog = await openCatalog(action);
  const place = { partition: partitionOf(resource ?? caller.role), account, region };
  const target = catalog.find(action)?.arn(parameters, place) ?? resource;
  return readSubmission({ ...context, catalog }, caller, {
    action,
    ...(target !== undefined && { resource: target }),
    parameters,
    reason,
  });
}

async function submit(ports: UndoPorts, submission: UndoSubmission): Promise<AskedFor> {
  const ruling = ports.ruleOn(submission.facts);
  // No session of the agent waits for it.
  if (ruling.decision !== 'refuse' && (runOf(ruling) !== 'countersign' || waitsForAgent(submission)))
    return not('not-run-by-countersign', 'Only its agent could run the undo: have the agent ask for it.');
  const submitted = await submitUndo(ports, submission, ruling);
  switch (submitted.kind) {
    case 'request':
      return submitted.request.undoes === submission.undo.undoes
        ? { kind: 'asked', request: await runIfAllowed(ports, submitted.request) }
        : { kind: 'asked-by-agent', request: submitted.request };
    case 'asked-too-often':
      return not('too-many', 'Its undo was asked for too often, and came to nothing each time.');
    case 'cannot-run':
      return not('unusable', submitted.detail);
    case 'key-reused':
      return not('unusable', `Request ${submitted.requestId} was made to undo it, with other parameters.`);
    default:
      return not('too-many', 'Its agent has asked for too much at this time. Try again in a minute.');
  }
}

const waitsForAgent = ({ hides, answersSecret }: Submission): boolean =>
  hides === true || answersSecret === true;

const not = (code: CannotAsk, detail: string): AskedFor => ({ kind: 'not-asked', code, detail });
