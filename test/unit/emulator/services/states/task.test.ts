import { describe, expect, test } from 'vitest';
import { answers, type Lambda, machine, stage, task, throws, waitingTask } from './stage.ts';

const caughtBy = (...ErrorEquals: string[]) => [{ ErrorEquals, Next: 'Caught' }];
const caught = { Caught: { Type: 'Succeed' } };

async function begin(work: unknown, lambda: Lambda, others: Record<string, unknown> = {}, options = {}) {
  const set = stage(machine({ Work: work, ...others }), { work: lambda }, options);
  await set.start({});
  await set.clock.pass(0);
  const token = () => String(set.invocations('work').at(-1)?.payload.token);
  return {
    ...set,
    succeed: (output = '{}', taskToken = token()) => set.call('SendTaskSuccess', { taskToken, output }),
    fail: (error: string) =>
      set.call('SendTaskFailure', { taskToken: token(), error, cause: 'as the test has it' }),
  };
}

test('a function gets its payload, and the state what lambda:invoke answers', async () => {
  const { execution, invocations } = await begin(task({}, { n: '{% 1 + 1 %}' }), () => answers({ ok: true }));
  expect(invocations('work')).toEqual([{ seconds: 0, payload: { n: 2 } }]);
  expect(execution().output).toEqual({ ExecutedVersion: '$LATEST', Payload: { ok: true }, StatusCode: 200 });
});

test('Assign and Output see the result', async () => {
  const work = task({ Assign: { n: '{% $states.result.Payload %}' }, Output: 'out', Next: 'Done' });
  const Done = { Type: 'Succeed', Output: ['{% $n %}', '{% $states.input %}'] };
  const { execution } = await begin(work, () => answers(7), { Done });
  expect(execution().output).toEqual([7, 'out']);
});

test('a role that may not invoke the function fails as it would in AWS', async () => {
  const asked: unknown[] = [];
  const authorize = (principal: unknown, need: unknown) => {
    asked.push(principal, need);
    return { kind: 'denied' as const, reason: 'User is not authorized' };
  };
  const { execution, invoked } = await begin(task(), () => answers(), {}, { authorize });
  expect(execution()).toMatchObject({ error: 'Lambda.AWSLambdaException', cause: 'User is not authorized' });
  expect(invoked).toEqual([]);
  expect(asked).toEqual([
    { roleArn: 'arn:aws:iam::777788889999:role/approval', sessionName: 'one' },
    { action: 'lambda:InvokeFunction', resource: 'arn:aws:lambda:eu-central-1:777788889999:function:work' },
  ]);
});

describe('Retry', () => {
  const troubles =
    (...errors: string[]): Lambda =>
    () => {
      const error = errors.shift();
      return error ? throws(error) : answers();
    };

  test('waits longer each time, each retry being a transition, and counts in the context', async () => {
    const Retry = [{ ErrorEquals: ['A'], IntervalSeconds: 3, BackoffRate: 2 }];
    const work = task({ Retry }, { retries: '{% $states.context.State.RetryCount %}' });
    const { clock, execution, invocations } = await begin(work, troubles('A', 'A'));
    await clock.pass(60);
    expect(invocations('work')).toEqual([
      { seconds: 0, payload: { retries: 0 } },
      { seconds: 3, payload: { retries: 1 } },
      { seconds: 9, payload: { retries: 2 } },
    ]);
    expect(execution()).toMatchObject({ status: 'SUCCEEDED', transitions: 3 });
  });

  test('counts for each retrier by itself, and leaves an error to Catch when its first match is exhausted', async () => {
    const Retry = [
      { ErrorEquals: ['A', 'B'], MaxAttempts: 2 },
      { ErrorEquals: ['C'], IntervalSeconds: 5 },
      { ErrorEquals: ['States.ALL'], MaxAttempts: 99 },
    ];
    const work = task({ Retry, Catch: caughtBy('States.ALL') });
    const { clock, execution, invocations } = await begin(work, troubles('A', 'B', 'C', 'B'), caught);
    await clock.pass(60);
    expect(invocations('work').map(({ seconds }) => seconds)).toEqual([0, 1, 3, 8]);
    expect(execution().output).toMatchObject({ Error: 'B' });
  });

  test('covers what an Output makes of the result', async () => {
    let calls = 0;
    const work = task({
      Output: '{% $states.result.Payload.n %}',
      Retry: [{ ErrorEquals: ['States.QueryEvaluationError'] }],
    });
    const { clock, execution } = await begin(work, () => {
      calls += 1;
      return answers(calls === 1 ? {} : { n: calls });
    });
    await clock.pass(1);
    expect(execution().output).toBe(2);
  });
});

describe('Catch', () => {
  test('hands on the error output, or makes of it what it says', async () => {
    const plain = await begin(task({ Catch: caughtBy('A') }), () => throws('A'), caught);
    expect(plain.execution().output).toEqual({
      Error: 'A',
      Cause: expect.stringContaining('as the test has it'),
    });

    const Catch = [
      { ErrorEquals: ['A'], Assign: { e: '{% $states.errorOutput.Error %}' }, Output: 1, Next: 'Caught' },
    ];
    const Caught = { Type: 'Succeed', Output: ['{% $e %}', '{% $states.input %}'] };
    const made = await begin(task({ Catch }), () => throws('A'), { Caught });
    expect(made.execution().output).toEqual(['A', 1]);
  });

  test('leaves an error it does not name to fail the execution', async () => {
    const { execution } = await begin(task({ Catch: caughtBy('A') }), () => throws('B'), caught);
    expect(execution()).toMatchObject({ status: 'FAILED', error: 'B' });
  });

  test('States.ALL does not reach an answer beyond the data limit; its own name does', async () => {
    const large: Lambda = () => answers('x'.repeat(256 * 1_024));
    const all = await begin(task({ Catch: caughtBy('States.ALL') }), large, caught);
    expect(all.execution()).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    const named = await begin(task({ Catch: caughtBy('States.DataLimitExceeded') }), large, caught);
    expect(named.execution().status).toBe('SUCCEEDED');
  });
});

test('a function that fails without a name is Lambda.Unknown', async () => {
  const { execution } = await begin(task(), () => ({ ok: false, error: '', cause: '' }));
  expect(execution().error).toBe('Lambda.Unknown');
});

describe('TimeoutSeconds', () => {
  const never: Lambda = () => new Promise(() => {});

  test.each([
    [30, 30],
    ['{% 10 + 20 %}', 30],
  ])('%s ends a silent function with States.Timeout', async (TimeoutSeconds, seconds) => {
    const { clock, execution } = await begin(
      task({ TimeoutSeconds, Catch: caughtBy('States.Timeout') }),
      never,
      caught,
    );
    await clock.pass(seconds - 1);
    expect(execution().status).toBe('RUNNING');
    await clock.pass(1);
    expect(execution()).toMatchObject({ status: 'SUCCEEDED', output: { Error: 'States.Timeout' } });
  });

  test.each(['{% 0 %}', '{% 1.5 %}', '{% -3 %}', "{% '10' %}", '{% 100000000 %}'])(
    '%s is refused',
    async (TimeoutSeconds) => {
      const { execution, invoked } = await begin(task({ TimeoutSeconds }), () => answers());
      expect(execution().error).toBe('States.QueryEvaluationError');
      expect(invoked).toEqual([]);
    },
  );

  test('begins again with each retry, and leaves no timer behind', async () => {
    let calls = 0;
    const work = task({ TimeoutSeconds: 10, Retry: [{ ErrorEquals: ['States.Timeout'] }] });
    const { clock, execution } = await begin(work, () => {
      calls += 1;
      return calls < 3 ? new Promise(() => {}) : answers();
    });
    await clock.pass(10 + 1 + 10 + 2);
    expect(execution().status).toBe('SUCCEEDED');
    expect(clock.pending()).toBe(0);
  });
});

describe('a task that waits for its token', () => {
  test('goes on with what the token brings, not with what the function answered', async () => {
    const { clock, execution, succeed } = await begin(waitingTask(), () => answers('ignored'));
    await clock.pass(3_600);
    expect(execution().status).toBe('RUNNING');
    await succeed('{"state":"approved"}');
    await clock.pass(0);
    expect(execution().output).toEqual({ state: 'approved' });
  });

  test('fails at once where its function fails', async () => {
    const { execution } = await begin(waitingTask(), () => throws('SlackUnavailable'));
    expect(execution()).toMatchObject({ status: 'FAILED', error: 'SlackUnavailable' });
  });

  test('fails as the token says', async () => {
    const { clock, execution, fail } = await begin(
      waitingTask({ Catch: caughtBy('Mine') }),
      () => answers(),
      caught,
    );
    await fail('Mine');
    await clock.pass(0);
    expect(execution().output).toEqual({ Error: 'Mine', Cause: 'as the test has it' });
  });

  test.each([
    ['fails', throws('TooLate')],
    ['answers', answers()],
  ])('stands by its token though its function %s only afterwards', async (_, late) => {
    const { promise, resolve } = Promise.withResolvers<typeof late>();
    const { clock, execution, succeed } = await begin(waitingTask(), () => promise);
    await succeed('"done"');
    await clock.pass(0);
    const events = [...execution().history.events];
    resolve(late);
    await clock.pass(0);
    expect(execution()).toMatchObject({ status: 'SUCCEEDED', output: 'done' });
    expect(execution().history.events).toEqual(events);
  });

  test('has another token for every attempt, of which the last alone is worth something', async () => {
    const work = waitingTask({ TimeoutSeconds: 10, Retry: [{ ErrorEquals: ['States.Timeout'] }] });
    const { clock, invocations, succeed } = await begin(work, () => answers());
    await clock.pass(11);
    const [first, second] = invocations('work').map(({ payload }) => String(payload.token));
    expect(await succeed('{}', first)).toMatchObject({ code: 'TaskTimedOut' });
    expect(await succeed('{}', second)).toEqual({ kind: 'output', output: {} });
  });

  test('a token is used once, a forged one never', async () => {
    const { succeed } = await begin(waitingTask(), () => answers());
    const [first, atTheSameTime] = await Promise.all([succeed(), succeed()]);
    expect(first).toMatchObject({ kind: 'output' });
    expect(atTheSameTime).toMatchObject({ kind: 'failure', code: 'TaskTimedOut' });
    expect(await succeed()).toMatchObject({ kind: 'failure', code: 'TaskTimedOut' });
    expect(await succeed('{}', 'forged')).toMatchObject({ kind: 'failure', code: 'InvalidToken' });
  });

  test('takes no output that is not JSON or too long, and its token stays good', async () => {
    const { succeed } = await begin(waitingTask(), () => answers());
    expect(await succeed('{')).toMatchObject({ code: 'InvalidOutput' });
    expect(await succeed(JSON.stringify('é'.repeat(131_072)))).toMatchObject({ code: 'ValidationException' });
    expect(await succeed('{}')).toMatchObject({ kind: 'output' });
  });

  test('the machine behind a token is known as long as anybody may ask', async () => {
    const { states, invocations, succeed } = await begin(waitingTask(), () => answers());
    const token = String(invocations('work')[0]?.payload.token);
    await succeed();
    expect(states.stateMachineOf(token)).toBe(
      'arn:aws:states:eu-central-1:777788889999:stateMachine:approval',
    );
    expect(states.stateMachineOf('forged')).toBeUndefined();
  });
});
