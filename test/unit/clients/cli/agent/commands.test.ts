import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { type AgentPorts, clientFor, processPorts } from '../../../../../clients/cli/agent/agent-command.ts';
import { nextCommand } from '../../../../../clients/cli/agent/next-command.ts';
import { outcomeCommand } from '../../../../../clients/cli/agent/outcome.ts';
import { requestCommand } from '../../../../../clients/cli/agent/request.ts';
import { showCommand } from '../../../../../clients/cli/agent/show.ts';
import { startCommand } from '../../../../../clients/cli/agent/start.ts';
import { withdrawCommand } from '../../../../../clients/cli/agent/withdraw.ts';
import { examples } from '../../../../../docs/generate/examples.ts';
import { problemExample } from '../../../../../docs/generate/problem-examples.ts';
import type { ProblemSlug } from '../../../../../functions/shared/problem.ts';
import { type Move, runAgent } from '../../../../support/agent-cli.ts';

const pending = { ...examples['POST /v1/requests'].answers[202], state: 'pending' };
const approved = examples['GET /v1/requests/{id}'].answers[200];
const started = examples['POST /v1/requests/{id}/start'].answers[200];
const { id, digest } = approved;

const asked: Move = { status: 202, body: pending };
const yes: Move = { status: 200, body: approved };
const busy = (status: number): Move => ({ status, body: { message: 'Too Many Requests' } });
const problem = (slug: ProblemSlug): Move => {
  const body = problemExample(slug);
  return { status: body.status, body };
};

const wish = [
  'rds:CreateDBSnapshot',
  '--resource',
  pending.resource,
  '--parameters',
  '{"DBInstanceIdentifier":"orders"}',
  '--reason',
  'before the migration',
];
const request = (args: readonly string[], moves: readonly Move[]) =>
  runAgent(requestCommand, [...wish, ...args], moves);

describe('countersign request', () => {
  it('sends what the agent says of itself, and a key of its own', async () => {
    const { calls } = await request(
      ['--ticket', 'OPS-1', '--model', 'model-1', '--conversation', 'thread-7'],
      [asked],
    );
    expect(calls[0]?.body).toMatchObject({ ticket: 'OPS-1', model: 'model-1', conversation: 'thread-7' });
    expect(calls[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
    expect((await request(['--key', 'mine'], [asked])).calls[0]?.key).toBe('mine');
  });

  it('says while it waits who is asked and until when, and afterwards the next command with the digest', async () => {
    const { err, out, code } = await request(['--wait', '300'], [asked, yes]);
    expect(err.split('\n')).toEqual([
      `Request ${id} waits for 1 of data-owners, until 2026-03-02T09:30:00.000Z (in 30 minutes).`,
      expect.stringContaining(`start ${id} --digest ${digest}`),
      '',
    ]);
    expect(out).toContain('state       approved');
    expect(code).toBe(0);
  });

  it.each([429, 500, 503])('goes on over %i of the gateway, whenever it comes', async (status) => {
    const { code, err, calls } = await request(
      ['--wait', '300'],
      [busy(status), busy(status), asked, busy(status), busy(status), yes],
    );
    expect(code).toBe(0);
    expect(calls).toHaveLength(6);
    expect(new Set(calls.slice(0, 3).map(({ key }) => key)).size).toBe(1);
    expect(err).toContain('trying again in');
  });

  it('ends a wait that was too short with status 3 and the command that goes on', async () => {
    const { code, err } = await request(['--wait', '30'], [asked, { ...asked, status: 200, seconds: 25 }]);
    expect(code).toBe(3);
    expect(err).toContain(`show ${id} --wait 300`);
  });

  it('tells an address where nobody is at once, though it would wait', async () => {
    const { code, err, calls } = await request(['--wait', '300'], [{ status: 0 }]);
    expect([code, calls.length]).toEqual([1, 1]);
    expect(err).toContain('cannot be reached (connect ECONNREFUSED)');
  });

  it.each<[ProblemSlug, number, string]>([
    ['refused', 2, 'Policy refuses this action'],
    ['denied', 4, 'Do not run it. They said: Not before the audit.'],
    ['expired', 5, 'Nobody said yes in time'],
    ['approval-used', 9, 'done'],
    ['bad-field', 1, 'did you mean "DBInstanceIdentifier"?'],
  ])('answers %s with status %i and what happened', async (slug, status, says) => {
    const { code, err, out } = await request(['--key', 'mine'], [problem(slug)]);
    expect([code, out]).toEqual([status, '']);
    expect(err).toContain(says);
  });

  it.each([
    ['@nowhere.json', '--parameters: nowhere.json is not there.'],
    ['@docs', '--parameters: docs is a folder.'],
    ['@', 'the file after @ is not there'],
    ['{oops', '--parameters is not JSON'],
  ])('names parameters that it cannot read: %s', async (parameters, says) => {
    await expect(request(['--parameters', parameters], [asked])).rejects.toThrow(says);
  });

  it('shows what a terminal would obey as its code', async () => {
    const { out } = await request(
      [],
      [
        {
          status: 200,
          body: {
            ...approved,
            decision: { by: 'security.one@example.com', reason: '\u001b[2J', at: approved.submittedAt },
          },
        },
      ],
    );
    expect(out).toContain('\\u{1b}[2J');
  });
});

describe('countersign show', () => {
  const show = (args: readonly string[], moves: readonly Move[]) =>
    runAgent(showCommand, [id, ...args], moves);

  it('is 0 only while it may run', async () => {
    expect((await show([], [yes])).code).toBe(0);
    expect(
      (await show([], [{ status: 200, body: { ...approved, usableUntil: '2026-03-02T08:59:59Z' } }])).code,
    ).toBe(7);
    const { ticket: _, ...claimed } = started;
    expect((await show([], [{ status: 200, body: claimed }])).code).toBe(8);
    expect((await show([], [{ status: 200, body: { ...claimed, state: 'done' } }])).code).toBe(9);
  });

  it('waits, says for whom, and goes on over outages', async () => {
    const { code, err } = await show(
      ['--wait', '60'],
      [{ ...asked, status: 200 }, busy(503), { status: 0 }, yes],
    );
    expect(err).toContain('waits for 1 of data-owners');
    expect(code).toBe(0);
  });

  it('prints JSON alone where it is asked for', async () => {
    const { out, err } = await show(['--json'], [yes]);
    expect(JSON.parse(out)).toEqual(approved);
    expect(err).toBe('');
  });
});

describe('countersign start, report and withdraw', () => {
  const used = problem('approval-used');

  it('are 0 when they did what they are for', async () => {
    const start = await runAgent(startCommand, [id, '--digest', digest], [{ status: 200, body: started }]);
    expect(start.code).toBe(0);
    expect(start.out).toContain(`ticket      ${started.ticket}`);
    expect(start.err).toContain(`outcome ${id} done --digest ${digest} --ticket ${started.ticket}`);
    const { ticket: _, ...seen } = started;
    const report = [id, 'done', '--digest', digest, '--ticket', started.ticket];
    expect(
      (await runAgent(outcomeCommand, report, [{ status: 200, body: { ...seen, state: 'done' } }])).code,
    ).toBe(0);
    expect(
      (await runAgent(withdrawCommand, [id], [{ status: 200, body: { ...pending, state: 'withdrawn' } }]))
        .code,
    ).toBe(0);
  });

  it('are never 0 when they did not', async () => {
    const approvedAlready = { status: 409, body: { ...problemExample('wrong-state'), state: 'approved' } };
    expect((await runAgent(startCommand, [id, '--digest', digest], [used])).code).toBe(9);
    expect((await runAgent(withdrawCommand, [id], [approvedAlready])).code).toBe(1);
  });
});

describe('where the API is', () => {
  const regionFor = (url: string, region?: string): string | undefined => {
    let told: string | undefined;
    const ports: AgentPorts = {
      ...processPorts,
      connect: (at, ...rest) => {
        told = at.region;
        return processPorts.connect(at, ...rest);
      },
    };
    clientFor({ url, ...(region && { region }) }, ports);
    return told;
  };

  it('says its region where it is API Gateway itself, whatever else is set', () => {
    expect(regionFor('https://abc123.execute-api.eu-west-3.amazonaws.com', 'us-east-1')).toBe('eu-west-3');
    expect(regionFor('https://abc123.execute-api.eu-west-3.amazonaws.com/')).toBe('eu-west-3');
  });

  it('has the region that is given, where its address does not say', () => {
    expect(regionFor('https://countersign.example.com', 'us-east-1')).toBe('us-east-1');
    expect(regionFor('https://abc.execute-api.eu-west-3.amazonaws.com.example.com', 'us-east-1')).toBe(
      'us-east-1',
    );
  });

  it('must be known', () => {
    expect(() => regionFor('https://countersign.example.com')).toThrow(
      'Give --region <name>, or set AWS_REGION.',
    );
    expect(() => regionFor('')).toThrow('Give --url <address>, or set COUNTERSIGN_URL.');
  });
});

it('the next command is one that a shell takes as it is printed', () => {
  const request = { ...approved, id: `it's $(odd)` };
  const next = nextCommand(request, { url: 'https://example.com/a b' }, true) ?? '';
  const [, line = ''] = /: (countersign .*|npx countersign .*)$/.exec(next) ?? [];
  const words = execFileSync(
    'bash',
    ['-c', `countersign() { printf '%s\\n' "$@"; }; npx() { shift; countersign "$@"; }; ${line}`],
    { encoding: 'utf8' },
  );
  expect(words.split('\n')).toEqual([
    'start',
    request.id,
    '--digest',
    digest,
    '--url',
    'https://example.com/a b',
    '',
  ]);
});

it('a request that waits for its agent is run by the command that is printed, as it is', () => {
  const waiting = { ...approved, state: 'approved', run: 'countersign', needsRun: true } as typeof approved;
  const next = nextCommand(waiting, {}, false) ?? '';
  const [, line = '', rest = ''] = /: (?:npx )?countersign (.*?)( \(.*\))?$/.exec(next) ?? [];
  expect(line).toBe(`run-request ${id} --digest ${digest}`);
  expect(rest).toContain('--parameters @file, where some were hidden');
});
