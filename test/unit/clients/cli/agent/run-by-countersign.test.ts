import type { Answer, Client, RequestView } from '@countersign/client';
import { describe, expect, it } from 'vitest';
import { runByCountersign } from '../../../../../clients/cli/agent/run/run-by-countersign.ts';
import { whyNotBy } from '../../../../../clients/cli/agent/run/why-not-by.ts';
import { examples } from '../../../../../docs/generate/examples.ts';
import { problemExample } from '../../../../../docs/generate/problem-examples.ts';

const submission = { ...examples['POST /v1/requests'].body } as Parameters<Client['submit']>[0];
const view = examples['GET /v1/requests/{id}'].answers[200] as RequestView;
const byUs = (change: Partial<RequestView>): RequestView => ({ ...view, run: 'countersign', ...change });
const pending = byUs({ ...(examples['POST /v1/requests'].answers[202] as RequestView), run: 'countersign' });
const allowed = byUs({ state: 'allowed', needsRun: true });
const yes = <T>(value: T): Answer<T> => ({ ok: true, value });
const no = (slug: Parameters<typeof problemExample>[0], state?: RequestView['state']): Answer<never> => ({
  ok: false,
  problem: { ...problemExample(slug), ...(state !== undefined && { state }) },
});

async function run(answers: {
  submit?: Answer<RequestView & { token?: string }>;
  wait?: Answer<RequestView>;
  run?: Awaited<ReturnType<Client['run']>>;
}) {
  const steps: string[] = [];
  const said: string[] = [];
  const printed: object[] = [];
  const asked: string[] = [];
  const orders: Parameters<Client['run']>[1][] = [];
  const step = <T>(name: string, answer: T): Promise<T> => {
    steps.push(name);
    return Promise.resolve(answer);
  };
  const code = await runByCountersign(
    {
      client: {
        submit: (_, key) => step(`submit ${key}`, answers.submit ?? yes(allowed)),
        wait: () => step('wait', answers.wait ?? yes(byUs({ state: 'done', result: { kept: true } }))),
        run: (_, order) => {
          orders.push(order);
          return step('run', answers.run ?? yes({ ...byUs({ state: 'done' }), answer: { whole: true } }));
        },
      },
      print: (answer) => void printed.push(answer),
      say: (text) => void said.push(text),
      onAsked: (id) => void asked.push(id),
      now: () => Date.parse('2026-03-02T09:05:00.000Z'),
    },
    submission,
    'key-1',
    undefined,
  );
  return { steps, said: said.join('\n'), printed, asked, orders, code };
}

describe('countersign run, of what Countersign runs', () => {
  it('calls for what policy allows, and prints the answer whole', async () => {
    const { steps, printed, code, said } = await run({});
    expect(steps).toEqual(['submit key-1', 'run']);
    expect([printed, code, said]).toEqual([[{ whole: true }], 0, '']);
  });

  it('presents digest, parameters and token', async () => {
    const { orders } = await run({ submit: yes({ ...allowed, token: 'the-token' }) });
    const { parameters } = submission;
    expect(orders).toEqual([{ digest: allowed.digest, parameters, token: 'the-token' }]);
  });

  it('waits for people and for the run, which it does not call for where it comes by itself', async () => {
    const { steps, printed, asked, code, said } = await run({ submit: yes(pending) });
    expect([steps, asked]).toEqual([['submit key-1', 'wait'], [pending.id]]);
    expect(said).toContain('waits for');
    expect([printed, code]).toEqual([[{ kept: true }], 0]);
  });

  it('calls for it after people have decided, where it is left to its agent', async () => {
    const wait = yes(byUs({ state: 'approved', needsRun: true }));
    const { steps, code } = await run({ submit: yes(pending), wait });
    expect([steps, code]).toEqual([['submit key-1', 'wait', 'run'], 0]);
  });

  it('waits on where AWS takes longer than the API waits', async () => {
    const { steps, printed, code } = await run({ run: yes(byUs({ state: 'running' })) });
    expect([steps, printed, code]).toEqual([['submit key-1', 'run', 'wait'], [{ kept: true }], 0]);
  });

  it('says so where it ran and the answer is not kept', async () => {
    const { said, printed, code } = await run({ submit: yes(pending), wait: yes(byUs({ state: 'done' })) });
    expect(said).toContain('is not kept');
    expect([printed, code]).toEqual([[], 0]);
  });

  it.each<[string, Answer<RequestView>, number]>([
    ['failed', yes(byUs({ state: 'failed', failure: { code: 'NoSuchEntity', message: 'No role.' } })), 10],
    [
      'denied',
      yes(
        byUs({
          state: 'denied',
          decision: { by: 'security.one@example.com', reason: 'Not now.', at: '2026-01-05T12:00:00.000Z' },
        }),
      ),
      4,
    ],
    ['expired', yes(byUs({ state: 'expired' })), 5],
    ['unknown', yes(byUs({ state: 'unknown' })), 11],
    ['still pending', yes(pending), 3],
    ['still running', yes(byUs({ state: 'running' })), 12],
    ['not answered', no('internal'), 1],
  ])('prints nothing where it is %s, and has the status of show', async (_, wait, status) => {
    const { printed, code, said } = await run({ submit: yes(pending), wait });
    expect([printed, code]).toEqual([[], status]);
    expect(said.length).toBeGreaterThan(10);
  });

  it.each<[string, Answer<never>, number]>([
    ['what AWS refused', no('run-failed', 'failed'), 10],
    ['what nobody knows the end of', no('run-unknown', 'unknown'), 11],
    ['what was used already', no('approval-used', 'done'), 9],
    ['what is for another session', no('other-session'), 1],
  ])('tells %s by the problem, and is never 0', async (_, refusal, status) => {
    const { printed, code } = await run({ run: refusal });
    expect([printed, code]).toEqual([[], status]);
  });

  it('asks for nothing more where the submission is refused', async () => {
    const { steps, code } = await run({ submit: no('refused', 'refused') });
    expect([steps, code]).toEqual([['submit key-1'], 2]);
  });
});

describe('why it is run in another way', () => {
  const ruling = (run?: 'agent' | 'countersign' | 'credentials') =>
    ({ decision: 'allow', ...(run && { run }) }) as Parameters<typeof whyNotBy>[2];

  it('reads who runs what people are asked about among what they are asked', () => {
    const asked = { decision: 'review', terms: { run: 'countersign' } } as Parameters<typeof whyNotBy>[2];
    expect(whyNotBy('countersign', 'iam:CreateUser', asked)).toBeUndefined();
    expect(whyNotBy('agent', 'iam:CreateUser', asked)).toContain('leave out -- and what follows');
  });

  it('is nothing where it is run so, or not at all', () => {
    expect(whyNotBy('agent', 'cache:purge', ruling('agent'))).toBeUndefined();
    expect(whyNotBy('agent', 'cache:purge', ruling())).toBeUndefined();
    expect(whyNotBy('countersign', 'iam:CreateUser', ruling('countersign'))).toBeUndefined();
    const refused = { decision: 'refuse' } as Parameters<typeof whyNotBy>[2];
    expect(whyNotBy('agent', 'iam:CreateUser', refused)).toBeUndefined();
  });

  it.each([
    ['agent', 'countersign', 'leave out -- and what follows'],
    ['countersign', 'agent', 'Give the command after --'],
    ['agent', 'credentials', 'credentials'],
    ['countersign', 'credentials', 'credentials'],
  ] as const)('says what to do where %s is wanted and %s is ruled', (wanted, ruled, says) => {
    expect(whyNotBy(wanted, 'iam:CreateUser', ruling(ruled))).toContain(says);
  });
});
