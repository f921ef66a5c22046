import type { Json, JsonObject } from '../../../../../emulator/lib/json.ts';
import type { InvokeOutcome } from '../../../../../emulator/services/lambda/plugin.ts';
import { createStates, type StatesOptions } from '../../../../../emulator/services/states/create-states.ts';
import type { Execution } from '../../../../../emulator/services/states/executions.ts';
import { operations } from '../../../../../emulator/services/states/handler.ts';
import { loadMachines } from '../../../../../emulator/services/states/machines.ts';
import { missingFrom } from '../../../../../emulator/wire/implemented.ts';
import type { ServiceAnswer } from '../../../../../emulator/wire/service-call.ts';
import { virtualClock } from './virtual-clock.ts';

export const startOfDay = '2026-03-02T09:00:00.000Z';
export const machineArn = 'arn:aws:states:eu-central-1:777788889999:stateMachine:approval';
export const functionArn = (name: string): string =>
  `arn:aws:lambda:eu-central-1:777788889999:function:${name}`;
const roleArn = 'arn:aws:iam::777788889999:role/approval';

export type Lambda = (payload: JsonObject) => InvokeOutcome | Promise<InvokeOutcome>;
export const answers = (payload: unknown = null): InvokeOutcome => ({ ok: true, payload });
export const throws = (error: string): InvokeOutcome => ({
  ok: false,
  error,
  cause: JSON.stringify({ errorType: error, errorMessage: 'as the test has it' }),
});

/** Step Functions with a virtual clock, functions that are closures, and tokens that count. */
export function stage(
  definition: string,
  lambdas: Record<string, Lambda>,
  options: Partial<StatesOptions> = {},
) {
  const clock = virtualClock(startOfDay);
  const invoked: { name: string; at: number; payload: JsonObject }[] = [];
  let tokens = 0;
  const spec = { arn: machineArn, name: 'approval', roleArn, definition, ...substitutionsFor(lambdas) };
  const machines = loadMachines([spec]);
  if (!machines.ok) throw new Error(machines.problems.join('\n'));
  const states = createStates({
    machines: machines.value,
    invokeLambda: async (arn, payload) => {
      const name = arn.split(':').at(-1) ?? '';
      invoked.push({ name, at: clock.now(), payload: payload as JsonObject });
      return (await lambdas[name]?.(payload as JsonObject)) ?? throws('Lambda.ResourceNotFoundException');
    },
    authorize: () => ({ kind: 'allowed' }),
    clock,
    random: () => 1,
    randomToken: () => {
      tokens += 1;
      return `token-${tokens}`;
    },
    ...options,
  });

  const call = async (operation: string, input: JsonObject): Promise<ServiceAnswer> => {
    const asked = { service: 'states', operation, input };
    return (
      missingFrom(operations, asked) ??
      states.handle({
        ...asked,
        region: 'eu-central-1',
        requestHeaders: {},
        rawBody: Buffer.of(),
        principal: { roleArn: 'arn:aws:iam::777788889999:role/submit', sessionName: 'submit' },
        may: () => true,
      })
    );
  };
  return {
    ...{ states, clock, invoked, call },
    start: (input: Json, name = 'one') =>
      call('StartExecution', { stateMachineArn: machineArn, name, input: JSON.stringify(input) }),
    /** What happened of one kind, at seconds since the start. */
    invocations: (name: string) =>
      invoked
        .filter((one) => one.name === name)
        .map(({ at, payload }) => ({ seconds: (at - Date.parse(startOfDay)) / 1_000, payload })),
    execution: (name = 'one'): Execution => {
      const found = states.executions().find((execution) => execution.name === name);
      if (!found) throw new Error(`No execution is named ${name}`);
      return found;
    },
  };
}

const substitutionsFor = (lambdas: Record<string, Lambda>) => ({
  substitutions: Object.fromEntries(
    Object.keys(lambdas).map((name) => [
      `${name.replace(/^./, (letter) => letter.toUpperCase())}FunctionArn`,
      functionArn(name),
    ]),
  ),
});

/** A definition with one state under test, `Work`, and where it may lead. */
export const machine = (states: Record<string, unknown>, startAt = 'Work'): string =>
  JSON.stringify({ QueryLanguage: 'JSONata', StartAt: startAt, States: states });

export const task = (fields: Record<string, unknown> = {}, payload: unknown = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: functionArn('work'), Payload: payload },
  ...('Next' in fields ? {} : { End: true }),
  ...fields,
});

export const waitingTask = (fields: Record<string, unknown> = {}) =>
  task(
    { Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', ...fields },
    { token: '{% $states.context.Task.Token %}' },
  );
