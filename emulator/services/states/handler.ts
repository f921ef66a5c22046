import type { Json, JsonObject } from '../../lib/json.ts';
import type { Implemented } from '../../wire/implemented.ts';
import { type CallHandler, failure, output, type ServiceAnswer } from '../../wire/service-call.ts';
import { exceedsDataLimit } from './data-limit.ts';
import { describeExecution, listedExecution } from './execution-json.ts';
import type { Execution, Executions, Machine } from './executions.ts';
import { historyEventJson } from './history.ts';
import type { TaskReport, TaskTokens } from './task-tokens.ts';

/** The Step Functions API, as far as it is implemented: field by field. */
export const operations = {
  StartExecution: ['stateMachineArn', 'name', 'input'],
  DescribeExecution: ['executionArn'],
  StopExecution: ['executionArn', 'error', 'cause'],
  ListExecutions: ['stateMachineArn', 'statusFilter'],
  GetExecutionHistory: ['executionArn', 'reverseOrder'],
  SendTaskSuccess: ['taskToken', 'output'],
  SendTaskFailure: ['taskToken', 'error', 'cause'],
} as const satisfies Implemented;

type Operation = keyof typeof operations;
type Input = Readonly<Record<string, string | undefined>>;

interface Parts {
  machines: ReadonlyMap<string, Machine>;
  executions: Executions;
  tokens: TaskTokens;
  randomToken: () => string;
  now: () => number;
}

export function createHandler({
  machines,
  executions,
  tokens,
  randomToken,
  now,
}: Parts): CallHandler['handle'] {
  const handlers: Record<Operation, (input: Input & JsonObject) => ServiceAnswer> = {
    StartExecution: ({ stateMachineArn = '', name, input = '{}' }) =>
      onMachine(stateMachineArn, (machine) => {
        const chosen = name ?? randomToken();
        if (!isName(chosen)) return failure('InvalidName', `Invalid Name: '${chosen}'`);
        if (exceedsDataLimit(input)) return tooLong('input');
        if (!isJson(input))
          return failure('InvalidExecutionInput', 'Invalid State Machine Execution Input: not JSON');
        const started = executions.start(machine, chosen, input);
        return started.ok
          ? output({
              executionArn: started.execution.executionArn,
              startDate: started.execution.startedAt / 1_000,
            })
          : failure('ExecutionAlreadyExists', `Execution Already Exists: '${machine.arn}:${chosen}'`);
      }),
    DescribeExecution: ({ executionArn = '' }) =>
      onExecution(executionArn, (found) => output(describeExecution(found))),
    StopExecution: ({ executionArn = '', error, cause }) =>
      onExecution(executionArn, (found) => {
        executions.stop(found, { ...(error ? { error } : {}), ...(cause ? { cause } : {}) });
        return output({ stopDate: (found.stoppedAt ?? now()) / 1_000 });
      }),
    ListExecutions: ({ stateMachineArn = '', statusFilter }) =>
      onMachine(stateMachineArn, ({ arn }) => {
        const wanted = executions
          .all()
          .filter(
            ({ machineArn, status }) => machineArn === arn && (!statusFilter || status === statusFilter),
          );
        return output({ executions: wanted.map(listedExecution).reverse() });
      }),
    GetExecutionHistory: ({ executionArn = '', reverseOrder }) =>
      onExecution(executionArn, ({ history }) => {
        const events = history.events.map(historyEventJson);
        return output({ events: (reverseOrder as Json) === true ? events.reverse() : events });
      }),
    SendTaskSuccess: ({ taskToken = '', output: text = '' }) => {
      if (exceedsDataLimit(text)) return tooLong('output');
      if (!isJson(text)) return failure('InvalidOutput', "Invalid Output: 'The output is not JSON'");
      return report(taskToken, { ok: true, output: JSON.parse(text) });
    },
    SendTaskFailure: ({ taskToken = '', error = 'States.TaskFailed', cause }) =>
      report(taskToken, { ok: false, error, ...(cause ? { cause } : {}) }),
  };

  const onMachine = (arn: string, then: (machine: Machine) => ServiceAnswer): ServiceAnswer => {
    const machine = machines.get(arn);
    return machine
      ? then(machine)
      : failure('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  };
  const onExecution = (arn: string, then: (execution: Execution) => ServiceAnswer): ServiceAnswer => {
    const execution = executions.find(arn);
    return execution
      ? then(execution)
      : failure('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  };
  const report = (token: string, brought: TaskReport): ServiceAnswer =>
    tokenAnswers[tokens.use(token, brought)];

  return ({ operation, input }) => handlers[operation as Operation](input as Input & JsonObject);
}

const tokenAnswers: Record<ReturnType<TaskTokens['use']>, ServiceAnswer> = {
  accepted: output({}),
  closed: failure('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'"),
  'never issued': failure('InvalidToken', "Invalid Token: 'Invalid token'"),
};

const tooLong = (field: string): ServiceAnswer =>
  failure('ValidationException', `Value at '${field}' must have length less than or equal to 262144`);

/** As StartExecution documents: 1 to 80 characters, none of them space, bracket, wildcard, special or control. */
const isName = (name: string): boolean => /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u.test(name);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
