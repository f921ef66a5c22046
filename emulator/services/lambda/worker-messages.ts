/** An error as Lambda writes it into the answer of a failed invocation. */
export interface FunctionError {
  errorType: string;
  errorMessage: string;
  trace: string[];
}

/** What a function can reach beyond this machine's own addresses. */
export interface Network {
  /** What stands here for every host of AWS. */
  awsPort: number;
  /** Hosts that are reached as they are. */
  hosts: readonly string[];
}

export interface WorkerStart {
  folder: string;
  handler: string;
  network: Network;
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
