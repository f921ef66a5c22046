import { STSClient } from '@aws-sdk/client-sts';
import { createAssumeRole } from '../../adapters/aws/execute/assume-role.ts';
import { createLookAt } from '../../adapters/aws/execute/create-look-at.ts';
import { createPrepareCall } from '../../adapters/aws/execute/create-prepare-call.ts';
import type { OpenConnection } from '../../adapters/aws/execute/open-connection.ts';
import { signAll } from '../../adapters/slack/modals/modal-names.ts';
import { catalogWith } from '../../catalog/catalog.ts';
import type { CatalogEntry } from '../../catalog/entry.ts';
import { lookPolicy } from '../../catalog/session-policy/look-policy.ts';
import { sessionPolicy } from '../../catalog/session-policy/session-policy.ts';
import { onlyAgentRuns } from '../../catalog/who-runs-it.ts';
import type { JsonObject } from '../../core/lib/json.ts';
import type { RuleOn } from '../../core/policy/ruling.ts';
import type { LookAt, Looked } from '../../core/ports/executor.ts';
import type { LookAnswer } from '../../core/ports/look.ts';
import type { Request, RequestIn } from '../../core/request/request.ts';
import { createHandler as createLook } from '../../functions/workflow/look/handler.ts';
import { people } from '../support/given/directory.ts';
import { invoke } from '../support/given/lambda.ts';
import { review } from '../support/given/rulings.ts';
import { submissionPayload } from '../support/given/slack-event.ts';
import { type MemorySystem, memorySystem, type Reached, type Reaching } from '../support/memory-system.ts';

/** What an agent asks for. */
export interface Asked {
  action: string;
  resource: string;
  parameters: JsonObject;
}

export type Ran =
  | { kind: 'done'; request: RequestIn<'done'> }
  /** The simulator did not do it. */
  | { kind: 'failed' | 'unknown'; code: string }
  /** Countersign refused to ask people for it. */
  | { kind: 'refused'; detail: string }
  /** Countersign did not run it, and nothing was sent. */
  | { kind: 'not-ready'; detail: string };

/** How an action comes to be run: the whole of Countersign, but for its stores and its clock. */
export interface Way {
  /** Asked for by an agent, looked at, approved by a person on the card, run, and looked at again. */
  run: (asked: Asked) => Promise<Ran>;
  /** What is there now of what a request changed. */
  lookAgain: (requestId: string) => Promise<LookAnswer>;
  /** Why the last look that was no answer was none. */
  lookTrouble: () => string | undefined;
  /** A read by the executor's own means, for nobody's request. */
  read: (action: string, parameters: JsonObject) => Promise<Looked>;
}

export interface Place {
  account: string;
  region: string;
  open: OpenConnection;
  /** Why the simulator could not answer the last call; undefined where it did. */
  trouble: () => Promise<string | undefined>;
}

const { find } = catalogWith();

function entryOf(action: string): CatalogEntry {
  const entry = find(action);
  if (!entry) throw new Error(`The catalog has no action ${action}.`);
  return entry;
}

/** A person has to agree to everything. */
const reviewEverything: RuleOn = ({ action }) =>
  review({ run: onlyAgentRuns({ action }) ? 'agent' : 'countersign' });

export function wholeWay({ account, region, open, trouble }: Place): Way {
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'none' };
  const assumeRole = createAssumeRole(new STSClient({ region, credentials, requestHandler: open() }));
  let lookTrouble: string | undefined;

  const lookFrom = (now: () => string): LookAt => {
    const lookAt = createLookAt({
      assumeRole,
      roleArnFor: (of) => `arn:aws:iam::${of}:role/countersign-test-look`,
      sessionPolicyFor: (look, at) => lookPolicy(find, look, placeOf(look), at),
      now,
      open,
    });
    return async (look) => {
      // An outage would be tried again; what the simulator cannot do, it will not do later.
      const looked = await lookAt(look).catch(async (error): Promise<Looked> => {
        const why = (await trouble()) ?? String(error);
        return { kind: 'not-looked', code: 'outage', detail: why };
      });
      if (looked.kind === 'not-looked') lookTrouble = looked.detail;
      if (looked.kind === 'refused') lookTrouble = `moto answers ${looked.codes[0]}`;
      return looked;
    };
  };

  const reach = ({ requests, now }: Reaching): Reached => {
    const look = createLook({ requests, entryOf: async (action) => entryOf(action), lookAt: lookFrom(now) });
    return {
      prepare: createPrepareCall({
        assumeRole,
        roleArnFor: (of) => `arn:aws:iam::${of}:role/countersign-test-executor`,
        sessionPolicyFor: (call, at) =>
          sessionPolicy(entryOf(call.action), call.parameters, placeOf(call), at),
        find,
        now,
        open,
      }),
      look: (requestId) => invoke(look, { v: 1, requestId } as unknown) as Promise<LookAnswer>,
    };
  };
  const system = memorySystem({ ruleOn: reviewEverything, reach });
  const looker = { requestId: 'f'.repeat(32), digest: 'd'.repeat(64), agent: 'deployer', account, region };
  const readNow = lookFrom(system.clock.now);

  return {
    run: (asked) => runWhole(system, asked),
    lookAgain: system.ports.look,
    lookTrouble: () => lookTrouble,
    read: (action, parameters) =>
      readNow({ ...looker, action, operation: entryOf(action).operation, parameters }),
  };
}

const placeOf = ({ account, region }: { account: string; region: string }) => ({
  partition: 'aws',
  account,
  region,
});

async function runWhole(system: MemorySystem, { action, resource, parameters }: Asked): Promise<Ran> {
  const { status, body } = await system.submit({ action, resource, parameters, reason: 'It is needed.' });
  if (status !== 202) return { kind: 'refused', detail: String(body.detail) };
  const { id, digest } = body;
  await system.settle();

  const { seen } = await requestOf(system, id);
  // On the last page of the details, where all can be signed that there is, however long it is.
  const { slack: user } = people.securityOne.handles;
  const button = { user, request: id, digest, ts: '1.1', ...(seen && { seen: seen.hash }) };
  await system.sendOff(submissionPayload(signAll, button));
  await system.settle();

  const approved = await requestOf(system, id);
  if (approved.state === 'approved' && (approved.hides || approved.answersSecret)) {
    const presented = approved.hides ? { parameters } : {};
    await system.call({ route: 'POST /v1/requests/{id}/run', id, body: { digest, ...presented } });
  }
  return ranOf(system, await requestOf(system, id));
}

async function requestOf({ requests }: MemorySystem, id: string): Promise<Request> {
  const request = await requests.get(id);
  if (!request) throw new Error(`Request ${id} is not there.`);
  return request;
}

function ranOf(system: MemorySystem, request: Request): Ran {
  if (request.state === 'done') return { kind: 'done', request };
  const changes = system.recordsOf(request.id).map(({ change }) => change);
  const change = changes.find(({ type }) => type === 'not-run' || type === 'unanswered');
  if (change?.type === 'unanswered') return { kind: 'unknown', code: change.code };
  if (change?.type !== 'not-run')
    return { kind: 'not-ready', detail: 'Countersign has no client for it: its agent runs it.' };
  const { sent, failure } = change;
  return sent ? { kind: 'failed', code: failure.code } : { kind: 'not-ready', detail: failure.message };
}
