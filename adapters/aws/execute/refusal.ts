/** AWS's answer that it has not done what was asked. */
export interface Refusal {
  /** As AWS writes it: `NoSuchEntity`. */
  code: string;
  /** As the SDK calls it: `NoSuchEntityException`. Mostly the same. */
  name: string;
  message: string;
  requestId: string | undefined;
  /** Too much was asked of it; the same may be taken later. */
  isThrottled: boolean;
}

/** What the SDK makes of an answer: an error with what it has read in it. */
interface ServiceError extends Error {
  $fault: unknown;
  $metadata: { httpStatusCode?: number; requestId?: string };
  Code?: unknown;
}

/**
 * Undefined where it cannot be told that nothing was done: AWS's own failures (500 and more), answers without a code, and
 * whatever is no answer.
 */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!isServiceError(error)) return undefined;
  const { name, message, Code, $metadata } = error;
  const { httpStatusCode: status = 0, requestId } = $metadata;
  const code = typeof Code === 'string' && Code !== '' ? Code : name;
  const isThrottled = status === 429 || throttling.has(code);
  const isRefused = status >= 300 && status < 500 && status !== 408;
  if (nameless.has(code) || !(isRefused || isThrottled)) return undefined;
  return { code, name, message, requestId, isThrottled };
}

const isServiceError = (error: unknown): error is ServiceError =>
  error instanceof Error && '$fault' in error && '$metadata' in error;

/** What the SDK calls an error whose answer had no code. */
const nameless: ReadonlySet<string> = new Set(['', 'Error', 'Unknown', 'UnknownError']);

/** Some services answer so with 503: it was turned away before anything was done. */
const throttling: ReadonlySet<string> = new Set([
  'EC2ThrottledException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);
