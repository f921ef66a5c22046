import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { mustReadVersioned, type Versioned } from '../../core/lib/versioned.ts';
import { type ExecuteNow, executedVersions } from '../../core/ports/execute.ts';
import { type LookAtTarget, lookAnswerVersions } from '../../core/ports/look.ts';
import { type Reconcile, reconcileAnswerVersions } from '../../core/ports/reconcile.ts';

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
