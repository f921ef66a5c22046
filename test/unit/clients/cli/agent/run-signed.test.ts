import { type Answer, type Client, digestOf, type Keys, type RequestView } from '@countersign/client';
import fc from 'fast-check';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { type Ended, type RunPorts, runSigned } from '../../../../../clients/cli/agent/run/run-signed.ts';
import type { Wish } from '../../../../../clients/cli/agent/run/why-not-run.ts';
import { type State, states } from '../../../../../core/request/lifecycle.ts';
import { examples } from '../../../../../docs/generate/examples.ts';
import { problemExample } from '../../../../../docs/generate/problem-examples.ts';
import { slugs } from '../../../../../functions/shared/problem.ts';

const pending = examples['POST /v1/requests'].answers[202] as RequestView;
const approved = examples['GET /v1/requests/{id}'].answers[200] as RequestView;
const started = examples['POST /v1/requests/{id}/start'].answers[200];
const submission = { ...examples['POST /v1/requests'].body } as Parameters<Client['submit']>[0];
const keys = examples['GET /v1/keys'].answers[200];
const command = ['aws', 'rds', 'create-db-snapshot'];
const wish: Wish = { submission, command, parameter: undefined };
const { id, digest } = approved;
const { ticket } = started;

const yes = <T>(value: T): Answer<T> => ({ ok: true, value });
const no: Answer<never> = { ok: false, problem: problemExample('internal') };

const ran = (steps: readonly string[]) => steps.some((step) => step.startsWith('run '));

/** Everything goes well, but for what a test says. */
async function run(
  answers: {
    submit?: Answer<RequestView>;
    wait?: Answer<RequestView>;
    /** As they are read one time after the other; the last stays. */
    keys?: Answer<Keys>[];
    start?: Awaited<ReturnType<Client['start']>>;
    report?: Answer<RequestView>;
  } = {},
  ended: Ended = { kind: 'exited', code: 0 },
  wished: Wish = wish,
) {
  const steps: string[] = [];
  const said: string[] = [];
  const reports: Parameters<Client['report']>[1][] = [];
  const step = <T>(name: string, answer: T): Promise<T> => {
    steps.push(name);
    return Promise.resolve(answer);
  };
  const read = [...(answers.keys ?? [])];
  const ports: RunPorts = {
    client: {
      submit: (_, key) => step(`submit ${key}`, answers.submit ?? yes(pending)),
      wait: (_, seconds) => step(`wait ${seconds}`, answers.wait ?? yes(approved)),
      keys: () => step('keys', read.length > 1 ? (read.shift() ?? yes(keys)) : (read[0] ?? yes(keys))),
      start: (_, signed) => step(`start ${signed}`, answers.start ?? yes(started as never)),
      report: (_, outcome) => {
        reports.push(outcome);
        return step('report', answers.report ?? yes(approved));
      },
    },
    runCommand: (words) => step(`run ${words.join(' ')}`, ended),
    holdSignals: () => void steps.push('hold'),
    say: (text) => void said.push(text),
    now: () => Date.parse('2026-03-02T09:05:00.000Z'),
  };
  const code = await runSigned(ports, wished, 'key-1', undefined);
  return { steps, said, reports, code };
}

describe('countersign run', () => {
  it('asks, waits until the request expires, takes, runs and reports, in this order', async () => {
    const { steps, reports, code, said } = await run();
    expect(steps).toEqual([
      'submit key-1',
      'wait 1560',
      'keys',
      'hold',
      `start ${digest}`,
      'run aws rds create-db-snapshot',
      'report',
    ]);
    expect(reports).toEqual([{ status: 'done', detail: 'The command ended with status 0.', digest, ticket }]);
    expect(said).toEqual([
      `Request ${id} waits for 1 of data-owners, until 2026-03-02T09:30:00.000Z (in 25 minutes).`,
    ]);
    expect(code).toBe(0);
  });

  it.each<[Ended, number, string]>([
    [{ kind: 'exited', code: 3 }, 3, 'The command ended with status 3.'],
    [{ kind: 'stopped', signal: 'SIGTERM', code: 143 }, 143, 'The command was stopped by SIGTERM.'],
    [{ kind: 'not-begun', why: 'no memory.', code: 127 }, 127, 'The command did not begin: no memory.'],
  ])('reports a failure too, and passes its status on: %j', async (ended, code, detail) => {
    const answer = await run({}, ended);
    expect(answer.reports).toEqual([{ status: 'failed', detail, digest, ticket }]);
    expect(answer.code).toBe(code);
  });

  it('keeps the status of the command when the outcome cannot be told, and says so without the ticket', async () => {
    const { code, said } = await run({ report: no });
    expect(code).toBe(0);
    expect(said.at(-1)).toContain(`The outcome of request ${id} is not recorded`);
    expect(said.join()).not.toContain(ticket);
  });

  it('runs on nothing but an approval that was taken for this digest', async () => {
    // Each answer is three times of four what leads on to a run: else hardly any story would reach one.
    const mostly = <T>(likely: T, ...every: readonly T[]) =>
      fc.oneof(
        { weight: 3, arbitrary: fc.constant(likely) },
        { weight: 1, arbitrary: fc.constantFrom(...every) },
      );
    const anyProblem = fc
      .constantFrom(...slugs)
      .map((slug): Answer<never> => ({ ok: false, problem: problemExample(slug) }));
    const mostlyIn = (state: State) =>
      fc.oneof(
        {
          weight: 3,
          arbitrary: fc
            .record({
              state: mostly(state, ...states),
              usableUntil: mostly('2026-03-02T09:05:01.000Z', '2026-03-02T09:04:59.000Z'),
              digest: mostly(digest, 'f'.repeat(64)),
            })
            .map((view) => yes({ ...started, ...view } as unknown as RequestView)),
        },
        { weight: 1, arbitrary: anyProblem },
      );
    const submitted = fc.oneof(mostlyIn('pending'), mostlyIn('approved'));
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(submitted, mostlyIn('approved'), mostlyIn('started'), async (submit, wait, start) => {
        const { steps, code, reports } = await run(
          { submit, wait, start: start as never },
          { kind: 'exited', code: 0 },
        );
        const decided = submit.ok && submit.value.state === 'pending' ? wait : submit;
        const mayRun =
          decided.ok &&
          ['allowed', 'approved'].includes(decided.value.state) &&
          decided.value.usableUntil === '2026-03-02T09:05:01.000Z';
        expect(steps.some((one) => one.startsWith('start'))).toBe(submit.ok && mayRun);
        const taken =
          start.ok &&
          submit.ok &&
          start.value.state === 'started' &&
          start.value.digest === submit.value.digest;
        expect(ran(steps)).toBe(steps.some((one) => one.startsWith('start')) && taken);
        expect(reports.length).toBe(ran(steps) ? 1 : 0);
        expect(code).toBe(ran(steps) ? 0 : 125);
        if (ran(steps)) runs += 1;
      }),
      { numRuns: 3_000 },
    );
    expect(runs).toBeGreaterThan(20);
  });
});

describe('a command that people sign', async () => {
  const words = ['terraform', 'apply', 'plan.out'];
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = await exportJWK(publicKey);
  const key = { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' };
  const { claims } = examples['POST /v1/tickets/{jti}'].answers[200];
  const { action, resource } = submission;
  const covered = (about: readonly string[]) =>
    digestOf({ ...claims, action, resource, parameters: { ...submission.parameters, command: about } });

  /** The whole way with `about` signed, and `command` about to run. */
  const ours = yes({ keys: [key] } as unknown as Keys);
  async function runCovered(
    about: readonly string[],
    command: readonly string[],
    changes: object = {},
    published: Answer<Keys>[] = [ours],
  ) {
    const signed = { ...claims, digest: covered(about), ...changes };
    const header = { alg: 'ES256', typ: 'countersign-ticket+jwt', kid: key.kid };
    const jws = await new SignJWT(signed).setProtectedHeader(header).sign(privateKey);
    const view = { ...started, digest: covered(about), ticket: jws } as never;
    return run(
      {
        submit: yes({ ...approved, digest: covered(about) }),
        keys: published,
        start: yes(view),
      },
      { kind: 'exited', code: 0 },
      { submission, command, parameter: 'command' },
    );
  }

  it('runs where its ticket covers it, word for word', async () => {
    const { steps, code } = await runCovered(words, words);
    expect(steps).toContain('run terraform apply plan.out');
    expect(code).toBe(0);
  });

  it('does not run with a word changed, split, joined, added, left out or moved, and it is reported why', async () => {
    const anyWords = fc.array(
      fc.constantFrom('terraform', 'apply', 'plan.out', '-destroy', 'a b', 'a', 'b'),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    let others = 0;
    await fc.assert(
      fc.asyncProperty(anyWords, anyWords, async (about, command) => {
        const { steps, reports, code } = await runCovered(about, command);
        const same = JSON.stringify(about) === JSON.stringify(command);
        expect(ran(steps)).toBe(same);
        if (same) return;
        others += 1;
        expect(code).toBe(125);
        expect(reports).toMatchObject([
          { status: 'failed', detail: expect.stringContaining(`${covered(about)} was signed`) },
        ]);
      }),
      { numRuns: 200 },
    );
    expect(others).toBeGreaterThan(50);
  });

  it.each<[string, object, string]>([
    ['of another request', { request: 'f'.repeat(32) }, 'is for request ffff'],
    ['of another agent', { agent: 'release' }, 'was signed'],
    ['for another account', { account: '444455556666' }, 'was signed'],
    ['whose time is over', { exp: Date.parse('2026-03-02T09:05:00.000Z') / 1_000 }, 'over at'],
    ['whose time has not begun', { nbf: Date.parse('2026-03-02T09:06:00.000Z') / 1_000 }, 'has not begun'],
  ])('does not run by a ticket %s', async (_, changes, says) => {
    const { steps, said, reports, code } = await runCovered(words, words, changes);
    expect([ran(steps), code]).toEqual([false, 125]);
    expect(said.join()).toContain(says);
    expect(reports).toMatchObject([{ status: 'failed' }]);
  });

  it('does not run by a ticket that no published key has signed', async () => {
    const { steps, reports } = await run({ keys: [ours] });
    expect(ran(steps)).toBe(false);
    expect(reports).toMatchObject([{ status: 'failed', detail: expect.stringContaining('published') }]);
  });

  it('runs by a key that came between the reading of the keys and the start: they are read once more', async () => {
    const { steps, code } = await runCovered(words, words, {}, [yes(keys), ours]);
    expect(steps.filter((step) => step === 'keys')).toHaveLength(2);
    expect(steps).toContain('run terraform apply plan.out');
    expect(code).toBe(0);
  });

  it.each<[string, Answer<Keys>[]]>([
    ['is not among them then either', [yes(keys)]],
    ['cannot be had then', [yes(keys), no]],
  ])('does not run by a key that %s, and reads them no third time', async (_, published) => {
    const { steps, reports, code } = await runCovered(words, words, {}, published);
    expect([ran(steps), code]).toEqual([false, 125]);
    expect(steps.filter((step) => step === 'keys')).toHaveLength(2);
    expect(reports).toMatchObject([{ status: 'failed', detail: expect.stringContaining('published') }]);
  });

  it('reads the keys once where the ticket is wrong in another way', async () => {
    const { steps } = await runCovered(words, words, { request: 'f'.repeat(32) });
    expect(steps.filter((step) => step === 'keys')).toHaveLength(1);
  });

  it('uses up no approval where the keys cannot be had', async () => {
    const { steps, code } = await run({ keys: [no] });
    expect(steps.at(-1)).toBe('keys');
    expect(code).toBe(125);
  });
});
