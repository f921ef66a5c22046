/** What a caller learns from a synchronous invocation: the handler's answer, or the error as Lambda names it. */
export type InvokeOutcome = { ok: true; payload: unknown } | { ok: false; error: string; cause: string };

export type InvokeLambda = (functionArn: string, payload: unknown) => Promise<InvokeOutcome>;
