import {
  ExecutionAlreadyExists,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { StartWorkflow, WakeWorkflow } from '../../core/ports/workflow.ts';

/** The execution is named after the request: whoever starts it a second time finds it there. */
export const createStartWorkflow =
  (client: SFNClient, stateMachineArn: string): StartWorkflow =>
  async (input) => {
    try {
      const name = input.requestId;
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  };

/** Wakes the waiting workflow. A token that is used or timed out has nobody waiting behind it: that is fine. */
export const createWakeWorkflow =
  (client: SFNClient): WakeWorkflow =>
  async (taskToken, answer) => {
    try {
      await client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(answer) }));
    } catch (error) {
      if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken)
        return;
      throw error;
    }
  };
