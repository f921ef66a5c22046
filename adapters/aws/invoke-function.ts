import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { mustReadVersioned, type Versioned } from '../../core/lib/versioned.ts';
import type { ContainSoon } from '../../core/ports/contain.ts';
import { type ExecuteNow, executedVersions } from '../../core/ports/execute.ts';
import type { RevokeSoon } from '../../core/ports/grants.ts';
import { type LookAtTarget, lookAnswerVersions } from '../../core/ports/look.ts';
import { type Reconcile, reconcileAnswerVersions } from '../../core/ports/reconcile.ts';
import type { OrderRevert } from '../../core/ports/revert.ts';
import type { OrderTurn } from '../../core/ports/turn.ts';
import type { OrderUndo } from '../../core/ports/undo.ts';

/**
 * The client MUST NOT repeat a call by itself: `execute` refuses a second one, and its refusal would be taken for the answer.
 */
export const createExecuteNow =
  (client: LambdaClient, functionName: string): ExecuteNow =>
  async (order, waitMs) => {
    const abortSignal = AbortSignal.timeout(waitMs);
    try {
      return await invoke({ client, functionName, abortSignal }, order, executedVersions);
    } catch (error) {
      if (abortSignal.aborted) return undefined;
      throw error;
    }
  };

export const createLookAtTarget =
  (client: LambdaClient, functionName: string): LookAtTarget =>
  (requestId) =>
    invoke({ client, functionName }, { v: 1, requestId }, lookAnswerVersions);

/** The client MUST wait for as long as the function may run, a quarter of an hour. */
export const createReconcile =
  (client: LambdaClient, functionName: string): Reconcile =>
  (order) =>
    invoke({ client, functionName }, order, reconcileAnswerVersions);

export const createRevokeSoon = (client: LambdaClient, functionName: string): RevokeSoon =>
  leaveTo(client, functionName);

export const createOrderTurn = (client: LambdaClient, functionName: string): OrderTurn =>
  leaveTo(client, functionName);

export const createOrderUndo = (client: LambdaClient, functionName: string): OrderUndo =>
  leaveTo(client, functionName);

export const createContainSoon = (client: LambdaClient, functionName: string): ContainSoon =>
  leaveTo(client, functionName);

export const createOrderRevert = (client: LambdaClient, functionName: string): OrderRevert =>
  leaveTo(client, functionName);

/** Lambda keeps the order, and tries again where the function fails. */
const leaveTo =
  (client: LambdaClient, functionName: string) =>
  async (order: object): Promise<void> => {
    const Payload = JSON.stringify(order);
    await client.send(new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload }));
  };

interface Invoked {
  client: LambdaClient;
  functionName: string;
  abortSignal?: AbortSignal;
}

/** Its errors say no more than that it failed: what it was called with can be secret. */
async function invoke<T>(
  { client, functionName, abortSignal }: Invoked,
  input: object,
  versions: Versioned<T>,
): Promise<T> {
  const command = new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(input) });
  const { FunctionError, Payload } = await client.send(command, abortSignal && { abortSignal });
  if (FunctionError !== undefined || !Payload)
    throw new Error(`${functionName} ended without an answer: ${FunctionError ?? 'no payload'}.`);
  return mustReadVersioned(versions, JSON.parse(Payload.transformToString()));
}
