/** One function of the template, ready to run. */
export interface FunctionSpec {
  name: string;
  arn: string;
  roleArn: string;
  /** The folder of its bundle. */
  folder: string;
  /** `index.handler`: file and export. */
  handler: string;
  environment: Readonly<Record<string, string>>;
  timeoutMilliseconds: number;
  memoryMegabytes: number;
  logGroup: string;
  reservedConcurrency?: number;
  /** How failures of asynchronous invocations end. */
  asynchronous: { retries: number; onFailureArn?: string; deadLetterArn?: string };
}
