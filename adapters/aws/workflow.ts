import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { StartIncidentWorkflow } from '../../core/ports/incident-workflow.ts';
import type { Resume, StartWorkflow, WakeWorkflow, WorkflowInput } from '../../core/ports/workflow.ts';

/** The execution is named after the request: whoever starts it a second time finds it there. */
export const createStartWorkflow =
  (client: SFNClient, stateMachineArn: string): StartWorkflow =>
  (input) =>
    startNamed(client, stateMachineArn, input.requestId, input);

/** As above, after the incident. */
export const createStartIncidentWorkflow =
  (client: SFNClient, stateMachineArn: string): StartIncidentWorkflow =>
  (input) =>
    startNamed(client, stateMachineArn, input.incidentId, input);

async function startNamed(client: SFNClient, stateMachineArn: string, name: string, input: object) {
  try {
    await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
  }
}

/** So often something gets a new execution. If none of them brought it to its end, one more will not either. */
const mostExecutions = 10;

/** The first is named after the request, or the incident; each that follows one that ended, or was deleted with its machine, has a number. */
const executionName = (id: string, number: number): string => (number === 1 ? id : `${id}.${number}`);

export function createResumeWorkflow<Input extends object = WorkflowInput>(
  client: SFNClient,
  stateMachineArn: string,
): Resume<Input> {
  const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:`;
  const statusOf = (name: string): Promise<string | undefined> =>
    client.send(new DescribeExecutionCommand({ executionArn: executionArn + name })).then(
      ({ status }) => status,
      (error: unknown) => {
        if (error instanceof ExecutionDoesNotExist) return undefined;
        throw error;
      },
    );
  /** False: the name is taken. Step Functions may keep the names of executions that are gone. */
  const start = (name: string, input: Input): Promise<boolean> =>
    client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) })).then(
      () => true,
      (error: unknown) => {
        if (error instanceof ExecutionAlreadyExists) return false;
        throw error;
      },
    );

  return async (id, input) => {
    for (let number = 1; number <= mostExecutions; number += 1) {
      const name = executionName(id, number);
      const status = await statusOf(name);
      if (isRunning(status)) return 'runs';
      if (status !== undefined) continue;
      const given = await input();
      if (!given) return 'none';
      if (await start(name, given)) return 'started';
      // Somebody else may have started it a moment ago.
      if (isRunning(await statusOf(name))) return 'runs';
    }
    throw new Error(`${mostExecutions} executions for ${id} ended, and it is not over.`);
  };
}

const isRunning = (status: string | undefined): boolean =>
  status === 'RUNNING' || status === 'PENDING_REDRIVE';

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
