import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { mustReadVersioned } from '../../core/lib/versioned.ts';
import { type ExecuteNow, executedVersions } from '../../core/ports/execute.ts';

/**
 * The client MUST NOT repeat a call by itself: `execute` refuses a second one, and its refusal would be taken for the answer.
 * Its errors say no more than that it failed: what it was called with can be secret.
 */
export const createExecuteNow =
  (client: LambdaClient, functionName: string): ExecuteNow =>
  async (order, waitMs) => {
    const command = new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(order) });
    const abortSignal = AbortSignal.timeout(waitMs);
    try {
      const { FunctionError, Payload } = await client.send(command, { abortSignal });
      if (FunctionError !== undefined || !Payload)
        throw new Error(`${functionName} ended without an answer: ${FunctionError ?? 'no payload'}.`);
      return mustReadVersioned(executedVersions, JSON.parse(Payload.transformToString()));
    } catch (error) {
      if (abortSignal.aborted) return undefined;
      throw error;
    }
  };
