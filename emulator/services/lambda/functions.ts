import type { FunctionPool, InvocationAnswer } from './function-pool.ts';

/** What Step Functions learns from an invocation: the handler's answer, or the error as Lambda names it. */
export type InvokeOutcome = { ok: true; payload: unknown } | { ok: false; error: string; cause: string };

export type InvokeLambda = (functionArn: string, payload: unknown) => Promise<InvokeOutcome>;

/** All functions of a template, found by name or ARN. */
export interface Functions {
  find(nameOrArn: string): FunctionPool | undefined;
  /** By its name in the template, or by the end of it. Throws where no function has it. */
  named(name: string): FunctionPool;
  invoke(nameOrArn: string, payload: unknown, requestId?: string): Promise<InvocationAnswer>;
  /** As Step Functions sees it: errors by their names, throttling as Lambda's own exception. */
  invokeLambda: InvokeLambda;
  close(): Promise<void>;
}

export function createFunctions(pools: readonly FunctionPool[], newId: () => string): Functions {
  const byName = new Map(
    pools.flatMap((pool) => [[pool.spec.name, pool] as const, [pool.spec.arn, pool] as const]),
  );
  const find = (nameOrArn: string) => byName.get(nameOrArn.replace(/:\$LATEST$/, ''));
  const invoke: Functions['invoke'] = async (nameOrArn, payload, requestId = newId()) => {
    const pool = find(nameOrArn);
    return pool ? pool.invoke(JSON.stringify(payload ?? null), requestId) : missing(nameOrArn);
  };
  return {
    find,
    named(name) {
      const pool = pools.find(({ spec }) => spec.name === name || spec.name.endsWith(`-${name}`));
      if (!pool) throw new Error(`The template has no function ${name}`);
      return pool;
    },
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
