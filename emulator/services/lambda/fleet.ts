import type { FunctionPool, InvocationAnswer } from './function-pool.ts';
import type { InvokeLambda } from './invoke.ts';

/** All functions of a deployment, found by name or ARN. */
export interface Fleet {
  find(nameOrArn: string): FunctionPool | undefined;
  invoke(nameOrArn: string, payload: unknown, requestId?: string): Promise<InvocationAnswer>;
  /** As Step Functions sees it: errors by their names, throttling as Lambda's own exception. */
  invokeLambda: InvokeLambda;
  close(): Promise<void>;
}

export function createFleet(pools: readonly FunctionPool[], newId: () => string): Fleet {
  const byName = new Map(
    pools.flatMap((pool) => [[pool.spec.name, pool] as const, [pool.spec.arn, pool] as const]),
  );
  const find = (nameOrArn: string) => byName.get(nameOrArn.replace(/:\$LATEST$/, ''));
  const invoke: Fleet['invoke'] = async (nameOrArn, payload, requestId = newId()) => {
    const pool = find(nameOrArn);
    return pool ? pool.invoke(JSON.stringify(payload ?? null), requestId) : missing(nameOrArn);
  };
  return {
    find,
    invoke,
    async invokeLambda(functionArn, payload) {
      const answer = await invoke(functionArn, payload);
      if (answer.kind === 'answered') return { ok: true, payload: JSON.parse(answer.payload) as unknown };
      if (answer.kind === 'throttled') {
        return { ok: false, error: 'Lambda.TooManyRequestsException', cause: 'Rate Exceeded.' };
      }
      return { ok: false, error: answer.error.errorType, cause: JSON.stringify(answer.error) };
    },
    close: async () => {
      await Promise.all(pools.map((pool) => pool.close()));
    },
  };
}

const missing = (nameOrArn: string): InvocationAnswer => ({
  kind: 'failed',
  error: {
    errorType: 'Lambda.ResourceNotFoundException',
    errorMessage: `Function not found: ${nameOrArn}`,
    trace: [],
  },
});
