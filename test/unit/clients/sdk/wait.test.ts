import { type ClientSettings, createClient, type Submission, type Timing } from '@countersign/client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examples } from '../../../../docs/generate/examples.ts';

const approved = examples['GET /v1/requests/{id}'].answers[200];
const pending = examples['POST /v1/requests'].answers[202];
const { id } = pending;

/** One call's answer, and the seconds that it took. */
interface Move {
  status?: number;
  body?: object;
  seconds?: number;
  retryAfter?: string;
}

const json = ({ status = 200, body = {}, retryAfter }: Move): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  });

const seen = (state: 'pending' | 'approved', more: Move = {}): Move => ({
  body: state === 'pending' ? pending : approved,
  ...more,
});
const down: Move = { status: 0 };
const busy = (status: number, retryAfter?: string): Move => ({
  status,
  body: { message: 'Too Many Requests' },
  ...(retryAfter === undefined ? {} : { retryAfter }),
});
const problem = (status: number, slug: string): Move => ({
  status,
  body: { type: `urn:countersign:problem:${slug}`, title: slug, status, detail: slug, requestId: 'r' },
});

/** A client of a server that answers as it is told, the last move again and again, on a clock that nobody waits for. */
function given(moves: readonly Move[], settings: Partial<ClientSettings> = {}) {
  let now = 0;
  const pauses: number[] = [];
  const polls: number[] = [];
  const timing: Timing = {
    now: () => now,
    sleep: async (milliseconds) => {
      pauses.push(milliseconds / 1_000);
      now += milliseconds;
    },
    random: () => 0,
  };
  const client = createClient({
    url: 'https://api.example.com',
    region: 'eu-west-1',
    credentials: async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' }),
    timing,
    fetch: async (input) => {
      const asked = Number(new URL(String(input)).searchParams.get('wait'));
      const move = moves[Math.min(polls.length, moves.length - 1)] ?? {};
      polls.push(asked);
      now += (move.seconds ?? 0) * 1_000;
      if (move.status === 0) throw new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') });
      return json(move);
    },
    ...settings,
  });
  return { client, pauses, polls, seconds: () => now / 1_000 };
}

describe('waiting for a run', () => {
  const as = (state: string, more: object = {}): Move => ({
    body: { ...approved, state, ...more },
    seconds: 25,
  });
  const byUs = { run: 'countersign' };

  it('goes on while Countersign is to run it by itself, and while it runs', async () => {
    const { client, polls } = given([
      as('pending'),
      as('approved', byUs),
      as('running', byUs),
      as('done', byUs),
    ]);
    expect(await client.wait(id, 300)).toMatchObject({ ok: true, value: { state: 'done' } });
    expect(polls).toHaveLength(4);
  });

  it.each([
    ['the agent runs it', { run: 'agent' }],
    ['credentials are to be fetched', { run: 'credentials' }],
    ['Countersign waits for its agent', { ...byUs, needsRun: true }],
  ])('ends once it is approved where %s', async (_, more) => {
    const { client, polls } = given([as('approved', more)]);
    expect(await client.wait(id, 300)).toMatchObject({ ok: true, value: { state: 'approved' } });
    expect(polls).toHaveLength(1);
  });
});

describe('waiting for people', () => {
  it('ends when somebody has decided', async () => {
    const { client, pauses } = given([seen('pending', { seconds: 25 }), seen('approved', { seconds: 7 })]);
    expect(await client.wait(id, 300)).toMatchObject({ ok: true, value: { state: 'approved' } });
    expect(pauses).toEqual([0]);
  });

  it('ends when its time is over, with the request as it stands, and asks for no more time than is left', async () => {
    const { client, polls, seconds } = given([
      seen('pending', { seconds: 25 }),
      seen('pending', { seconds: 5 }),
    ]);
    expect(await client.wait(id, 30)).toMatchObject({ ok: true, value: { state: 'pending' } });
    expect(polls).toEqual([25, 5]);
    expect(seconds()).toBe(30);
  });

  it('of no time looks once', async () => {
    const { client, polls } = given([seen('pending')]);
    expect(await client.wait(id, 0)).toMatchObject({ ok: true, value: { state: 'pending' } });
    expect(polls).toEqual([0]);
  });

  it('comes again when the server says', async () => {
    const { client, pauses } = given([
      seen('pending', { retryAfter: '20' }),
      busy(429, '7'),
      seen('approved'),
    ]);
    expect(await client.wait(id, 300)).toMatchObject({ ok: true, value: { state: 'approved' } });
    expect(pauses).toEqual([20, 7]);
  });

  it('does not ask in a tight circle where the server holds no line', async () => {
    const { client, pauses } = given([seen('pending'), seen('pending'), seen('approved')]);
    await client.wait(id, 300);
    expect(pauses).toEqual([1, 1]);
  });

  it.each([
    ['a network that is down', down],
    ['too many calls', busy(429)],
    ['a failure on the server', problem(500, 'internal')],
    ['a gateway without a function', busy(503)],
  ])('goes on over %s, less and less often', async (_, move) => {
    const { client, pauses } = given([...Array.from({ length: 8 }, () => move), seen('approved')]);
    expect(await client.wait(id, 3_600)).toMatchObject({ ok: true, value: { state: 'approved' } });
    expect(pauses).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
  });

  it('is patient anew after an answer', async () => {
    const { client, pauses } = given([down, down, seen('pending', { seconds: 25 }), down, seen('approved')]);
    await client.wait(id, 300);
    expect(pauses).toEqual([1, 2, 0, 1]);
  });

  it('ends with the last failure where it lasts longer than the time', async () => {
    const { client, seconds } = given([busy(503)]);
    expect(await client.wait(id, 60)).toMatchObject({ ok: false, problem: { status: 503 } });
    expect(seconds()).toBeLessThanOrEqual(60);
  });

  it.each([
    [403, 'unknown-agent'],
    [404, 'no-such-request'],
    [422, 'bad-field'],
  ])('ends at once on %i %s: no time mends it', async (status, slug) => {
    const { client, polls } = given([problem(status, slug)]);
    expect(await client.wait(id, 300)).toMatchObject({ ok: false, problem: { status } });
    expect(polls).toHaveLength(1);
  });

  it('never takes longer than it may, but for the last call, and never asks twice in one second', async () => {
    const anyMove = fc.oneof(
      fc
        .record({ seconds: fc.integer({ min: 0, max: 25 }) })
        .map(({ seconds }) => seen('pending', { seconds })),
      fc.constantFrom(down, busy(429), busy(503), problem(500, 'internal')),
      fc.integer({ min: 1, max: 90 }).map((seconds) => busy(429, String(seconds))),
    );
    let waited = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyMove, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 600 }),
        async (moves, limit) => {
          const { client, polls, pauses, seconds } = given(moves);
          await client.wait(id, limit);
          expect(seconds()).toBeLessThanOrEqual(limit + 25);
          expect(polls.length).toBeLessThanOrEqual(limit + 1);
          if (pauses.length > 2) waited += 1;
        },
      ),
      { numRuns: 200 },
    );
    expect(waited).toBeGreaterThan(60);
  });
});

describe('a call that the gateway turns away', () => {
  const submission = examples['POST /v1/requests'].body as Submission;
  const asked: Move = { status: 202, body: pending };

  it('is made again for as long as the client is told, each time later', async () => {
    const told: string[] = [];
    const { client, pauses } = given([busy(429), busy(503), problem(500, 'internal'), asked], {
      retrySeconds: 60,
      onRetry: ({ status }, pause) => told.push(`${status} ${pause / 1_000}`),
    });
    expect(await client.submit(submission, 'key-1')).toMatchObject({ ok: true, value: { state: 'pending' } });
    expect(pauses).toEqual([1, 2, 4]);
    expect(told).toEqual(['429 1', '503 2', '500 4']);
  });

  it('is not made again where nothing is said of it', async () => {
    const { client, polls } = given([busy(503), asked]);
    expect(await client.submit(submission, 'key-1')).toMatchObject({ ok: false, problem: { status: 503 } });
    expect(polls).toHaveLength(1);
  });

  it('is not made again without a key: that could be two requests', async () => {
    const { client, polls } = given([problem(500, 'internal'), asked], { retrySeconds: 60 });
    expect(await client.submit(submission)).toMatchObject({ ok: false, problem: { status: 500 } });
    expect(polls).toHaveLength(1);
  });

  it('ends with the last failure', async () => {
    const { client, seconds } = given([busy(503)], { retrySeconds: 20 });
    expect(await client.start(id, 'digest')).toMatchObject({ ok: false, problem: { status: 503 } });
    expect(seconds()).toBeLessThanOrEqual(20);
  });

  it('is a wrong address where nobody was ever heard, and a network that is down after that', async () => {
    const wrong = given([down, asked], { retrySeconds: 60 });
    expect(await wrong.client.submit(submission, 'key-1')).toMatchObject({ ok: false });
    expect(wrong.polls).toHaveLength(1);
    const lost = given([asked, down, down, seen('approved')], { retrySeconds: 60 });
    await lost.client.submit(submission, 'key-1');
    expect(await lost.client.get(id)).toMatchObject({ ok: true, value: { state: 'approved' } });
  });
});
