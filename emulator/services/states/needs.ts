import type { Need } from '../../iam/authority.ts';
import type { SignedCall } from '../../wire/service-call.ts';

/** The state machine whose execution waits on a task token. */
export type StateMachineOf = (taskToken: string) => string | undefined;

/** The field that names what IAM asks permission for. */
const resourceField: Readonly<Record<string, string>> = {
  StartExecution: 'stateMachineArn',
  ListExecutions: 'stateMachineArn',
  DescribeExecution: 'executionArn',
  GetExecutionHistory: 'executionArn',
  StopExecution: 'executionArn',
};

/**
 * A task's answer is granted on the state machine that waits for it (as CDK's `grantTaskResponse` does) or on `*`.
 * Of a token that nobody issued no machine is known: only a grant on `*` reaches it.
 */
export const needsOfStates =
  (stateMachineOf: StateMachineOf) =>
  ({ operation, input }: SignedCall): Need[] => {
    const field = resourceField[operation];
    const resource = field ? input[field] : stateMachineOf(String(input.taskToken));
    return [{ action: `states:${operation}`, resource: String(resource ?? '*') }];
  };
