import type { Answer, Client, Keys, Outcome, RequestView, StartedRequest } from '@countersign/client';
import { exitCodeOf } from '../exit-code.ts';
import { formatDecision, formatWaiting } from '../format-request.ts';
import { createSayQuestions } from '../say-questions.ts';
import { formatApiProblem } from '../tell-answer.ts';
import { type Wish, whyNotRun } from './why-not-run.ts';

/** How a command ended, or that it never began. */
export type Ended =
  | { kind: 'exited'; code: number }
  | { kind: 'stopped'; signal: NodeJS.Signals; code: number }
  | { kind: 'not-begun'; why: string; code: number };

export interface RunPorts {
  client: Pick<Client, 'submit' | 'wait' | 'keys' | 'start' | 'report'>;
  /** Called once, and only after the approval was taken and its ticket was held against the command. */
  runCommand: (command: readonly string[]) => Promise<Ended>;
  /** From here on this process must not end before the outcome is told. */
  holdSignals: () => void;
  say: (text: string) => void;
  now: () => number;
}

/** As `env`, `timeout` and `docker run` have it: the command itself never ran. */
export const notRun = 125;

/** Submit, wait, take, verify, run, report. Answers the exit status: the command's own, where it ran. */
export async function runSigned(
  { client, runCommand, holdSignals, say, now }: RunPorts,
  wish: Wish,
  key: string,
  waitSeconds: number | undefined,
): Promise<number> {
  const nothingRan = (why: string): number => {
    say(`${why} The command was not run.`);
    return notRun;
  };
  const asked = await client.submit(wish.submission, key);
  if (!asked.ok) return nothingRan(formatApiProblem(asked.problem));
  const { id, digest } = asked.value;
  const decided = await decision(asked.value);
  if (!decided.ok) return nothingRan(formatApiProblem(decided.problem));
  if (exitCodeOf(decided.value, now()) !== 0) return nothingRan(formatEnding(decided.value, key));

  // Before the approval is used up for a command that could not be held against it.
  const keys = await client.keys();
  if (!keys.ok) return nothingRan(formatApiProblem(keys.problem));

  holdSignals();
  const taken = await client.start(id, digest);
  if (!taken.ok) return nothingRan(formatApiProblem(taken.problem));
  if (taken.value.state !== 'started' || taken.value.digest !== digest)
    return nothingRan(`Request ${id} was not started for ${digest}.`);

  const why = await whyNot(taken.value, keys.value);
  if (why) say(`${why} The command was not run.`);
  const ended: Ended = why ? { kind: 'not-begun', why, code: notRun } : await runCommand(wish.command);
  const reported = await client.report(id, { ...outcomeOf(ended), digest, ticket: taken.value.ticket });
  if (!reported.ok)
    say(
      `${formatApiProblem(reported.problem)} The outcome of request ${id} is not recorded; the exit status is the command's.`,
    );
  return ended.code;

  /** The key that signs may have been changed since the keys were read: then they are read once more. */
  async function whyNot(started: StartedRequest, published: Keys): Promise<string | undefined> {
    const first = await whyNotRun(started, published, wish, new Date(now()));
    if (!first?.unknownKey) return first?.detail;
    const renewed = await client.keys();
    if (!renewed.ok) return `${first.detail} ${formatApiProblem(renewed.problem)}`;
    return (await whyNotRun(started, renewed.value, wish, new Date(now())))?.detail;
  }

  async function decision(request: RequestView): Promise<Answer<RequestView>> {
    if (request.state !== 'pending') return { ok: true, value: request };
    say(formatWaiting(request, now()));
    const left = request.expiresAt === undefined ? 0 : Date.parse(request.expiresAt) - now();
    // When it expires, its end is written a moment later.
    return client.wait(id, waitSeconds ?? Math.ceil(Math.max(0, left) / 1_000) + 60, createSayQuestions(say));
  }
}

function formatEnding({ id, state, decision }: RequestView, key: string): string {
  if (state === 'pending')
    return `Nobody has decided yet about request ${id}. The same command with --key ${key} goes on with it.`;
  return `Request ${id} is ${state}${decision === undefined ? '' : ` ${formatDecision(decision)}`}.`;
}

function outcomeOf(ended: Ended): Pick<Outcome, 'status' | 'detail'> {
  switch (ended.kind) {
    case 'exited':
      return {
        status: ended.code === 0 ? 'done' : 'failed',
        detail: `The command ended with status ${ended.code}.`,
      };
    case 'stopped':
      return { status: 'failed', detail: `The command was stopped by ${ended.signal}.` };
    case 'not-begun':
      return { status: 'failed', detail: `The command did not begin: ${ended.why}` };
  }
}
