import { describe, expect, test } from 'vitest';
import type { Json } from '../../../../../emulator/lib/json.ts';
import { machine, stage, startOfDay } from './stage.ts';

/** Runs a machine without tasks to its end, or as far as it comes in so many seconds. */
async function run(states: Record<string, unknown>, input: Json = {}, seconds = 0) {
  const { start, clock, execution } = stage(machine(states), {});
  await start(input);
  await clock.pass(seconds);
  return execution();
}

const pass = (fields: object) => ({ Type: 'Pass', End: true, ...fields });

test('Pass hands its input on, or its Output', async () => {
  expect(await run({ Work: pass({}) }, { a: [1] })).toMatchObject({
    status: 'SUCCEEDED',
    output: { a: [1] },
  });
  const Output = { list: ['{% $states.input.a %}', 'plain', 7, null], 'not this': ' {% 1 %}' };
  expect((await run({ Work: pass({ Output }) }, { a: 1 })).output).toEqual({
    list: [1, 'plain', 7, null],
    'not this': ' {% 1 %}',
  });
});

test('an expression may give null, false and nothing-in-a-list, but not nothing', async () => {
  expect((await run({ Work: pass({ Output: '{% $states.input.a %}' }) }, { a: null })).output).toBeNull();
  expect((await run({ Work: pass({ Output: '{% [] %}' }) })).output).toEqual([]);
  expect(await run({ Work: pass({ Output: { v: ['{% $states.input.gone %}'] } }) })).toMatchObject({
    status: 'FAILED',
    error: 'States.QueryEvaluationError',
    cause:
      "An error occurred while executing the state 'Work' (entered at the event id #2). The JSONata expression " +
      "'$states.input.gone' specified for the field 'Output/v[0]' returned nothing (undefined).",
  });
});

test('an expression that throws tells why', async () => {
  const { error, cause } = await run({ Work: pass({ Output: "{% 1 + 'a' %}" }) });
  expect(error).toBe('States.QueryEvaluationError');
  expect(cause).toContain("specified for the field 'Output' threw an error during evaluation. T2002");
});

test('Assign and Output see the variables as they were, later states the new ones', async () => {
  const execution = await run({
    Work: { Type: 'Pass', Assign: { n: 1 }, Next: 'Again' },
    Again: { Type: 'Pass', Assign: { n: '{% $n + 1 %}', m: '{% $n %}' }, Output: '{% $n %}', Next: 'Done' },
    Done: { Type: 'Succeed', Output: ['{% $states.input %}', '{% $n %}', '{% $m %}'] },
  });
  expect(execution.output).toEqual([1, 2, 1]);
});

test('Choice takes the first rule that holds, with its own Assign and Output, or else the Default', async () => {
  const states = {
    Work: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $states.input.n > 10 %}', Assign: { size: 'big' }, Output: 'ten', Next: 'Done' },
        { Condition: '{% $states.input.n > 5 %}', Assign: { size: 'middle' }, Next: 'Done' },
      ],
      Default: 'Done',
      Assign: { size: 'small' },
    },
    Done: { Type: 'Succeed', Output: ['{% $size %}', '{% $states.input %}'] },
  };
  expect((await run(states, { n: 11 })).output).toEqual(['big', 'ten']);
  expect((await run(states, { n: 6 })).output).toEqual(['middle', { n: 6 }]);
  expect((await run(states, { n: 1 })).output).toEqual(['small', { n: 1 }]);
});

test('a Condition that is not a boolean fails', async () => {
  const choice = { Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'Done' }], Default: 'Done' };
  expect(await run({ Work: choice, Done: { Type: 'Succeed' } })).toMatchObject({
    error: 'States.QueryEvaluationError',
    cause: expect.stringContaining("'Choices[0]/Condition' returned 1, not a boolean"),
  });
});

describe('Wait', () => {
  const ended = async (fields: object, seconds: number) =>
    (await run({ Work: { Type: 'Wait', End: true, ...fields } }, { n: 90 }, seconds)).status;

  test.each([
    [{ Seconds: 90 }, 90],
    [{ Seconds: '{% $states.input.n %}' }, 90],
    [{ Timestamp: '2026-03-02T09:01:30Z' }, 90],
    [{ Timestamp: "{% '2026-03-02T09:01:30Z' %}" }, 90],
  ])('%j ends on time and not before', async (fields, seconds) => {
    expect(await ended(fields, seconds - 1)).toBe('RUNNING');
    expect(await ended(fields, seconds)).toBe('SUCCEEDED');
  });

  test('until an instant that is over ends at once', async () => {
    expect(await ended({ Timestamp: '2020-01-01T00:00:00Z' }, 0)).toBe('SUCCEEDED');
  });

  test.each(['{% -1 %}', '{% 1.5 %}', "{% 'soon' %}"])('of %s seconds fails', async (Seconds) => {
    expect(await run({ Work: { Type: 'Wait', End: true, Seconds } })).toMatchObject({
      error: 'States.QueryEvaluationError',
    });
  });
});

test('Fail ends with its Error and Cause, evaluated where they are expressions', async () => {
  const states = { Work: { Type: 'Fail', Error: 'Broken', Cause: "{% 'n is ' & $states.input.n %}" } };
  expect(await run(states, { n: 3 })).toMatchObject({ status: 'FAILED', error: 'Broken', cause: 'n is 3' });
});

test('a state knows where it is, and its clock is the one it is given', async () => {
  const Output = { context: '{% $states.context %}', now: '{% $now() %}', millis: '{% $millis() %}' };
  const { output } = await run(
    { Work: { Type: 'Wait', Seconds: 5, Next: 'Tell' }, Tell: pass({ Output }) },
    { a: 1 },
    5,
  );
  expect(output).toEqual({
    now: '2026-03-02T09:00:05.000Z',
    millis: Date.parse(startOfDay) + 5_000,
    context: {
      Execution: {
        Id: 'arn:aws:states:eu-central-1:777788889999:execution:approval:one',
        Input: { a: 1 },
        Name: 'one',
        RoleArn: 'arn:aws:iam::777788889999:role/approval',
        StartTime: startOfDay,
        RedriveCount: 0,
      },
      StateMachine: {
        Id: 'arn:aws:states:eu-central-1:777788889999:stateMachine:approval',
        Name: 'approval',
      },
      State: { Name: 'Tell', EnteredTime: '2026-03-02T09:00:05.000Z', RetryCount: 0 },
    },
  });
});

test('the data limit is counted in bytes of UTF-8', async () => {
  const twoBytesEach = '{% $pad("", 131071, "é") %}';
  expect((await run({ Work: pass({ Output: twoBytesEach }) })).status).toBe('SUCCEEDED');
  const oneMore = '{% $pad("", 131072, "é") %}';
  expect((await run({ Work: pass({ Output: oneMore }) })).error).toBe('States.DataLimitExceeded');
  expect((await run({ Work: pass({ Assign: { big: oneMore } }) })).error).toBe('States.DataLimitExceeded');
});

test('the transitions are the states entered, and the history links each event to the one before', async () => {
  const { transitions, history } = await run({
    Work: { Type: 'Pass', Next: 'Done' },
    Done: { Type: 'Succeed' },
  });
  expect(transitions).toBe(2);
  expect(history.events.map(({ id, previousEventId, type }) => [id, previousEventId, type])).toEqual([
    [1, 0, 'ExecutionStarted'],
    [2, 0, 'PassStateEntered'],
    [3, 2, 'PassStateExited'],
    [4, 3, 'SucceedStateEntered'],
    [5, 4, 'SucceedStateExited'],
    [6, 5, 'ExecutionSucceeded'],
  ]);
});
