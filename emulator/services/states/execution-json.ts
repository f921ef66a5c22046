import type { JsonObject } from '../../lib/json.ts';
import type { Execution } from './executions.ts';

export const listedExecution = (execution: Execution): JsonObject => ({
  executionArn: execution.executionArn,
  stateMachineArn: execution.machineArn,
  name: execution.name,
  status: execution.status,
  startDate: execution.startedAt / 1_000,
  ...(execution.stoppedAt === undefined ? {} : { stopDate: execution.stoppedAt / 1_000 }),
});

export const describeExecution = (execution: Execution): JsonObject => ({
  ...listedExecution(execution),
  input: execution.inputText,
  inputDetails: { included: true },
  ...(execution.output === undefined
    ? {}
    : { output: JSON.stringify(execution.output), outputDetails: { included: true } }),
  ...(execution.error === undefined ? {} : { error: execution.error }),
  ...(execution.cause === undefined ? {} : { cause: execution.cause }),
});
