import type { Json, JsonObject } from '../../lib/json.ts';

/** What stays the same for a whole execution. */
export interface Identity {
  executionArn: string;
  name: string;
  input: Json;
  startedAt: number;
  machineArn: string;
  machineName: string;
  roleArn: string;
}

export interface Position {
  state: string;
  enteredAt: number;
  retries: number;
  /** Only while a task waits for one. */
  taskToken?: string;
}

/** `$states.context`: what Step Functions tells a state about itself. */
export const contextObject = (
  execution: Identity,
  { state, enteredAt, retries, taskToken }: Position,
): JsonObject => ({
  Execution: {
    Id: execution.executionArn,
    Input: execution.input,
    Name: execution.name,
    RoleArn: execution.roleArn,
    StartTime: new Date(execution.startedAt).toISOString(),
    RedriveCount: 0,
  },
  StateMachine: { Id: execution.machineArn, Name: execution.machineName },
  State: { Name: state, EnteredTime: new Date(enteredAt).toISOString(), RetryCount: retries },
  ...(taskToken === undefined ? {} : { Task: { Token: taskToken } }),
});
