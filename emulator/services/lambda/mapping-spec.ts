/** One event source mapping: a stream that a function reads. */
export interface MappingSpec {
  /** As people know it, for messages. */
  path: string;
  functionName: string;
  streamArn: string;
  batchSize: number;
  windowMilliseconds: number;
  /** Patterns of which one must match; without patterns all records pass. */
  patterns: readonly Record<string, unknown>[];
  /** -1: until it works. */
  retries: number;
  bisect: boolean;
  reportsItemFailures: boolean;
  onFailureArn?: string;
}
