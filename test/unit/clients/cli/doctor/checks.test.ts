import { describe, expect, it } from 'vitest';
import type { Context } from '../../../../../clients/cli/doctor/check.ts';
import { checks } from '../../../../../clients/cli/doctor/checks.ts';
import { failed } from '../../../../../clients/cli/doctor/finding.ts';
import { exitStatusOf, runChecks } from '../../../../../clients/cli/doctor/run-checks.ts';
import { apiThat, contextWith, deployment, rows, viewOf, type wellAws } from './well-deployment.ts';

function checkNamed(name: string) {
  const check = checks.find((one) => one.name === name);
  if (!check) throw new Error(`There is no check ${name}.`);
  return check;
}
const find = (name: string, context: Context) => checkNamed(name).run(context);

describe('a deployment that is well', () => {
  it.each(checks)('passes $name, which says how it found out', async (check) => {
    expect(await check.run(contextWith())).toMatchObject({ outcome: 'passed' });
    expect(check.how.length).toBeGreaterThan(20);
  });

  it('ends with 0', async () => {
    expect(exitStatusOf(await runChecks(checks, contextWith(), () => {}))).toBe(0);
  });
});

const object = { key: 'records/one', lockedUntil: new Date('2030-01-01T00:00:00Z'), rows };
const { alarmsTopicArn } = deployment;

/** One thing is wrong: the check that looks there finds it, and its words name it. */
const wrong: [check: string, what: string, context: Parameters<typeof contextWith>[0], found: RegExp][] = [
  [
    'stacks-stand',
    'the last deployment was rolled back',
    {
      deployment: { ...deployment, stacks: [{ name: 'a', status: 'UPDATE_ROLLBACK_COMPLETE', outputs: {} }] },
    },
    /a is UPDATE_ROLLBACK_COMPLETE/,
  ],
  [
    'a-vote-wakes-the-workflow',
    'the workflow sleeps on',
    { aws: { execution: async () => ({ status: 'RUNNING', stoppedAt: undefined }) } },
    /still waits, 60 s after the decision/,
  ],
  [
    'a-vote-wakes-the-workflow',
    'there is no execution of that name',
    { aws: { execution: async () => undefined } },
    /still waits/,
  ],
  [
    'a-vote-wakes-the-workflow',
    'the execution failed',
    { aws: { execution: async () => ({ status: 'FAILED', stoppedAt: new Date() }) } },
    /is FAILED/,
  ],
  ['records-are-sealed', 'nothing arrives', { aws: { sealedObjects: async () => [] } }, /after 180 s/],
  [
    'records-are-sealed',
    'the vote is not there',
    { aws: { sealedObjects: async () => [{ ...object, rows: rows.slice(0, 1) }] } },
    /No record of a vote/,
  ],
  [
    'records-are-sealed',
    'nothing locks what is there',
    { aws: { sealedObjects: async () => [{ ...object, lockedUntil: undefined }] } },
    /is not locked/,
  ],
  [
    'records-are-sealed',
    'the lock is over already',
    { aws: { sealedObjects: async () => [{ ...object, lockedUntil: new Date('2020-01-01T00:00:00Z') }] } },
    /is not locked/,
  ],
  [
    'records-are-sealed',
    'a record was changed',
    {
      aws: {
        sealedObjects: async () => [
          {
            ...object,
            rows: rows.map((row) => ({ ...row, detail: row.detail.replace('"seq"', '"sequence"') })),
          },
        ],
      },
    },
    /hash of record .* does not fit/,
  ],
  [
    'records-are-sealed',
    'the chain of hashes breaks',
    {
      aws: { sealedObjects: async () => [{ ...object, rows: rows.map((row) => ({ ...row, prev: null })) }] },
    },
    /does not follow from the one before/,
  ],
  [
    'records-are-sealed',
    'one in between is missing',
    {
      aws: {
        sealedObjects: async () => [
          { ...object, rows: rows.map((row) => ({ ...row, seq: row.seq * 2 - 1 })) },
        ],
      },
    },
    /Record 2 of request .* is missing/,
  ],
  [
    'cold-clicks-are-answered-in-time',
    'one took too long',
    { aws: { coldStarts: async () => [800, 2_501] } },
    /the slowest answered in 2501 ms/,
  ],
  [
    'pending-requests-have-a-workflow',
    'one has none, as after a redeployment',
    { aws: { hasWorkflow: async () => false } },
    /No execution runs for r1/,
  ],
  ['alarms-reach-their-topic', 'there is no alarm', { aws: { alarms: async () => [] } }, /no alarm/],
  [
    'alarms-reach-their-topic',
    'one tells nobody',
    { aws: { alarms: async () => [{ name: 'mute', state: 'OK', actions: [] }] } },
    /mute: does not tell the topic/,
  ],
  [
    'alarms-reach-their-topic',
    'all ring already',
    { aws: { alarms: async () => [{ name: 'loud', state: 'ALARM', actions: [alarmsTopicArn] }] } },
    /All 1 alarms ring/,
  ],
  [
    'alarms-reach-their-topic',
    'CloudWatch may not use the key of the topic',
    { aws: { alarmActions: async () => [`Failed to execute action ${alarmsTopicArn}. No key.`] } },
    /Failed to execute action .* No key/,
  ],
  [
    'alarms-reach-their-topic',
    'nothing is heard of what it did',
    { aws: { alarmActions: async () => [] } },
    /says nothing of the topic after 60 s/,
  ],
  [
    'audit-queries-answer',
    'the table is not there',
    { aws: { query: async () => ({ ok: false, why: 'FAILED: TABLE_NOT_FOUND' }) } },
    /one-request: FAILED: TABLE_NOT_FOUND/,
  ],
  [
    'audit-queries-answer',
    'there are gaps',
    { aws: { query: async () => ({ ok: true, rows: 2 }) } },
    /gaps-and-breaks: 2 chains have gaps/,
  ],
  ['audit-queries-answer', 'nothing is saved', { aws: { savedQueries: async () => [] } }, /no saved query/],
];

describe('a deployment where one thing is wrong', () => {
  it.each(wrong)('fails %s where %s', async (name, _, context, found) => {
    const finding = await find(name, contextWith(context));
    expect(finding).toMatchObject({ outcome: 'failed', found: expect.stringMatching(found) });
    expect('todo' in finding && finding.todo.length).toBeGreaterThan(10);
  });

  it('ends with 1, whatever else could not be found out', async () => {
    const context = contextWith({ aws: { alarms: async () => [], subscriptions: async () => [] } });
    expect(exitStatusOf(await runChecks(checks, context, () => {}))).toBe(1);
  });
});

describe('what could not be found out', () => {
  it.each([
    ['cold-clicks-are-answered-in-time', { coldStarts: async () => [] }],
    ['somebody-hears-alarms', { subscriptions: async () => [] }],
    ['somebody-hears-alarms', { subscriptions: async () => [{ isConfirmed: false }] }],
  ])('is skipped, with what to do: %s', async (name, aws) => {
    expect(await find(name, contextWith({ aws }))).toMatchObject({
      outcome: 'skipped',
      todo: expect.stringMatching(/.{10}/),
    });
  });

  it.each(['an-approval-is-used-once', 'a-vote-wakes-the-workflow', 'records-are-sealed'])(
    'is %s, where nobody has decided',
    async (name) => {
      const selfTest = async () => ({ kind: 'undecided' as const, finding: failed('Nobody.', 'Click.') });
      expect(await find(name, contextWith({ selfTest }))).toMatchObject({ outcome: 'skipped' });
    },
  );

  it('is no good news: it ends with 3', async () => {
    const context = contextWith({ aws: { coldStarts: async () => [] } });
    expect(exitStatusOf(await runChecks(checks, context, () => {}))).toBe(3);
  });

  it.each([
    ['NotImplementedLocally', 'skipped'],
    ['AccessDeniedException', 'skipped'],
    ['AuthorizationErrorException', 'skipped'],
    ['InternalServerError', 'failed'],
  ])('is told where AWS answers %s: %s, and the next check runs', async (name, outcome) => {
    const coldStarts = async () => {
      throw Object.assign(new Error('As AWS says it.'), { name });
    };
    const results = await runChecks(checks, contextWith({ aws: { coldStarts } }), () => {});
    expect(results).toHaveLength(checks.length);
    const told = results.find(({ check }) => check.name === 'cold-clicks-are-answered-in-time');
    expect(told?.finding).toMatchObject({ outcome, found: expect.stringContaining('As AWS says it.') });
  });
});

describe('the alarm that is rung', () => {
  it.each(['Successfully executed', 'Failed to execute'])(
    'is put back whatever came of it: %s',
    async (word) => {
      const states: string[] = [];
      const aws = {
        setAlarmState: async (name: string, state: string) => void states.push(`${name} ${state}`),
        alarmActions: async () => [`${word} action ${alarmsTopicArn}`],
      };
      await find('alarms-reach-their-topic', contextWith({ aws }));
      expect(states).toEqual(['countersign-trial-one ALARM', 'countersign-trial-one OK']);
    },
  );
});

describe('the use of an approval', () => {
  const denied = { selfTest: async () => ({ kind: 'decided' as const, request: viewOf('denied') }) };

  it('is refused where a person said no', async () => {
    const context = contextWith({ ...denied, agent: apiThat('denied') });
    expect(await find('an-approval-is-used-once', context)).toMatchObject({ outcome: 'passed' });
  });

  it('that is possible after a no fails the check', async () => {
    const context = contextWith({ ...denied, agent: apiThat('approved') });
    expect(await find('an-approval-is-used-once', context)).toMatchObject({
      outcome: 'failed',
      found: expect.stringContaining('was denied, and could be started'),
    });
  });

  it('that is possible twice fails the check', async () => {
    const agent = apiThat('approved');
    const start = (async () => ({
      ok: true,
      value: { ...viewOf('started'), ticket: 't' },
    })) as typeof agent.start;
    expect(await find('an-approval-is-used-once', contextWith({ agent: { ...agent, start } }))).toMatchObject(
      {
        outcome: 'failed',
        found: expect.stringContaining('could be started twice'),
      },
    );
  });
});

it('every saved query that asks for a request gets the one of the self-test, as a text of SQL', async () => {
  const asked: (readonly string[])[] = [];
  const query: typeof wellAws.query = async (_, { name }, parameters) => {
    asked.push([name, ...parameters]);
    return { ok: true, rows: name === 'one-request' ? 1 : 0 };
  };
  await find('audit-queries-answer', contextWith({ aws: { query } }));
  expect(asked).toEqual([['gaps-and-breaks'], ['one-request', `'${viewOf('approved').id}'`]]);
});
