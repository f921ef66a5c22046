import { describe, expect, test } from 'vitest';
import { loadMachines } from '../../../../../emulator/services/states/machines.ts';
import { answers, machine, machineArn, stage, task, waitingTask } from './stage.ts';

const waiting = machine({ Work: waitingTask() });
const given = () => stage(waiting, { work: () => answers() });
const executionArn = 'arn:aws:states:eu-central-1:777788889999:execution:approval:one';
const startDate = Date.parse('2026-03-02T09:00:00Z') / 1_000;

describe('StartExecution', () => {
  test('answers the execution and when it began', async () => {
    expect(await given().start({})).toEqual({ kind: 'output', output: { executionArn, startDate } });
  });

  test('the same name and input while it runs is the same execution', async () => {
    const { start, clock, invoked } = given();
    const first = await start({ a: 1 });
    await clock.pass(60);
    expect(await start({ a: 1 })).toEqual(first);
    await clock.pass(60);
    expect(invoked).toHaveLength(1);
  });

  test('the same name with another input, or after the end, is taken', async () => {
    const { start, call } = given();
    await start({ a: 1 });
    expect(await start({ a: 2 })).toMatchObject({ code: 'ExecutionAlreadyExists' });
    await call('StopExecution', { executionArn });
    expect(await start({ a: 1 })).toMatchObject({ code: 'ExecutionAlreadyExists' });
  });

  test('without a name it gets one that nobody can guess', async () => {
    const { call, states } = given();
    await call('StartExecution', { stateMachineArn: machineArn, input: '{}' });
    expect(states.executions()[0]?.name).toBe('token-1');
  });

  test.each([
    ['a name with a space', { name: 'a b' }, 'InvalidName'],
    ['a name of 81 characters', { name: 'x'.repeat(81) }, 'InvalidName'],
    ['an empty name', { name: '' }, 'InvalidName'],
    ['an input that is not JSON', { input: '{' }, 'InvalidExecutionInput'],
    ['an input beyond 256 KiB', { input: JSON.stringify('x'.repeat(256 * 1_024)) }, 'ValidationException'],
    ['a machine that is none', { stateMachineArn: `${machineArn}s` }, 'StateMachineDoesNotExist'],
    ['a field that is not implemented', { traceHeader: 'x' }, 'NotImplementedLocally'],
  ])('%s is refused', async (_, input, code) => {
    const { call, states } = given();
    const answer = await call('StartExecution', {
      stateMachineArn: machineArn,
      name: 'one',
      input: '{}',
      ...input,
    });
    expect(answer).toMatchObject({ kind: 'failure', code });
    expect(states.executions()).toEqual([]);
  });
});

test('DescribeExecution tells how it stands and how it ended', async () => {
  const { start, call, clock, invocations } = given();
  await start({ a: 1 });
  await clock.pass(60);
  const running = { executionArn, stateMachineArn: machineArn, name: 'one', startDate, input: '{"a":1}' };
  expect(await call('DescribeExecution', { executionArn })).toMatchObject({
    output: { ...running, status: 'RUNNING' },
  });
  await call('SendTaskSuccess', { taskToken: String(invocations('work')[0]?.payload.token), output: '7' });
  await clock.pass(0);
  expect(await call('DescribeExecution', { executionArn })).toMatchObject({
    output: { ...running, status: 'SUCCEEDED', output: '7', stopDate: startDate + 60 },
  });
});

test('StopExecution ends what runs: no timer, no token, no further state', async () => {
  const { start, call, clock, invocations, execution } = given();
  await start({});
  await clock.pass(60);
  expect(await call('StopExecution', { executionArn, error: 'Mine', cause: 'enough' })).toEqual({
    kind: 'output',
    output: { stopDate: startDate + 60 },
  });
  await clock.pass(60);
  expect(execution()).toMatchObject({ status: 'ABORTED', error: 'Mine', cause: 'enough' });
  expect(execution().history.events.at(-1)?.type).toBe('ExecutionAborted');
  expect(clock.pending()).toBe(0);
  const taskToken = String(invocations('work')[0]?.payload.token);
  expect(await call('SendTaskSuccess', { taskToken, output: '{}' })).toMatchObject({ code: 'TaskTimedOut' });
});

test.each([
  ['about to call a function', task()],
  ['about to leave a state', { Type: 'Pass', Output: '{% 1 %}', End: true }],
])('an execution that is stopped when it is %s does nothing more', async (_, work) => {
  const { start, call, clock, execution, invoked } = stage(machine({ Work: work }), {
    work: () => answers(),
  });
  await Promise.all([start({}), call('StopExecution', { executionArn })]);
  await clock.pass(60);
  expect(invoked).toEqual([]);
  expect(execution().history.events.at(-1)?.type).toBe('ExecutionAborted');
});

test('ListExecutions lists the newest first, by status', async () => {
  const { start, call, clock } = given();
  await start({}, 'one');
  await clock.pass(1);
  await start({}, 'two');
  await call('StopExecution', { executionArn });
  const names = async (input: object) => {
    const answer = await call('ListExecutions', { stateMachineArn: machineArn, ...input });
    return answer.kind === 'output'
      ? (answer.output.executions as { name: string }[]).map(({ name }) => name)
      : answer;
  };
  expect(await names({})).toEqual(['two', 'one']);
  expect(await names({ statusFilter: 'ABORTED' })).toEqual(['one']);
});

test('GetExecutionHistory tells every event, in either order', async () => {
  const { start, call, clock } = given();
  await start({ a: 1 });
  await clock.pass(1);
  const types = async (input: object) => {
    const answer = await call('GetExecutionHistory', { executionArn, ...input });
    return answer.kind === 'output'
      ? (answer.output.events as { type: string }[]).map(({ type }) => type)
      : [];
  };
  const order = ['ExecutionStarted', 'TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSubmitted'];
  expect(await types({})).toEqual(order);
  expect(await types({ reverseOrder: true })).toEqual(order.toReversed());
});

test.each(['CreateStateMachine', 'SendTaskHeartbeat', 'constructor'])(
  '%s is not implemented, by name',
  async (operation) => {
    expect(await given().call(operation, {})).toMatchObject({
      code: 'NotImplementedLocally',
      message: `NotImplementedLocally: states:${operation} is not implemented`,
    });
  },
);

test('an execution that is none is told so', async () => {
  expect(await given().call('DescribeExecution', { executionArn })).toMatchObject({
    code: 'ExecutionDoesNotExist',
  });
});

test('close ends every timer', async () => {
  const { start, clock, states } = stage(machine({ Work: { Type: 'Wait', Seconds: 60, End: true } }), {});
  await start({}, 'one');
  await start({}, 'two');
  await clock.pass(1);
  states.close();
  expect(clock.pending()).toBe(0);
});

test('a definition that is not implemented names its machine', () => {
  const definition = machine({ Work: task({ HeartbeatSeconds: 5 }) });
  const roleArn = 'arn:aws:iam::777788889999:role/approval';
  expect(loadMachines([{ arn: machineArn, name: 'approval', roleArn, definition }])).toEqual({
    ok: false,
    problems: ['State machine approval: state Work: field HeartbeatSeconds is not implemented locally'],
  });
});
