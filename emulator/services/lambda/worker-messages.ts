/** An error as Lambda writes it into the answer of a failed invocation. */
export interface FunctionError {
  errorType: string;
  errorMessage: string;
  trace: string[];
}

export interface WorkerStart {
  folder: string;
  handler: string;
  /** How far ahead of the machine's clock the function's time is, in milliseconds. */
  clockOffset: SharedArrayBuffer | undefined;
}

/** To the worker. The event travels as JSON text, as it does in AWS: what has no JSON form does not arrive. */
export interface Invocation {
  requestId: string;
  event: string;
  timeoutMilliseconds: number;
  context: {
    functionName: string;
    functionVersion: string;
    invokedFunctionArn: string;
    memoryLimitInMB: string;
    logGroupName: string;
    logStreamName: string;
    awsRequestId: string;
  };
}

/** From the worker. */
export type WorkerMessage =
  | { kind: 'ready' }
  | { kind: 'init-failed'; error: FunctionError }
  | { kind: 'answered'; payload: string }
  | { kind: 'failed'; error: FunctionError };
