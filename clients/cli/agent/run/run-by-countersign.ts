import type { Answer, Client, Problem, RequestView, Submission } from '@countersign/client';
import { exitCodeOf, exitCodeOfProblem } from '../exit-code.ts';
import { formatDecision, formatWaiting } from '../format-request.ts';
import { createSayQuestions } from '../say-questions.ts';
import { formatApiProblem } from '../tell-answer.ts';

export interface CountersignRunPorts {
  client: Pick<Client, 'submit' | 'wait' | 'run'>;
  /** What AWS answered, for whoever reads this command's output. */
  print: (answer: object) => void;
  say: (text: string) => void;
  /** Hears which request it is, as soon as there is one. */
  onAsked: (id: string) => void;
  now: () => number;
}

/** When it expires, or has run, that is written a moment later. */
const afterwards = 120;

/** Submit, wait, and have it run where Countersign does not by itself. Answers the exit status: 0 only where it ran. */
export async function runByCountersign(
  { client, print, say, onAsked, now }: CountersignRunPorts,
  submission: Submission,
  key: string,
  waitSeconds: number | undefined,
): Promise<number> {
  const asked = await client.submit(submission, key);
  if (!asked.ok) return refused(asked.problem);
  const { id, digest, expiresAt } = asked.value;
  onAsked(id);
  const decided = asked.value.state === 'pending' ? await decision(asked.value) : asked;
  if (!decided.ok) return refused(decided.problem);
  if (!decided.value.needsRun) return ended(await untilOver(decided.value));

  const { parameters } = submission;
  const token = 'token' in asked.value ? asked.value.token : undefined;
  const ran = await client.run(id, { digest, parameters, ...(token !== undefined && { token }) });
  if (!ran.ok) return refused(ran.problem);
  const { answer } = ran.value;
  if (answer === undefined) return ended(await untilOver(ran.value));
  print(answer);
  return 0;

  function decision(request: RequestView): Promise<Answer<RequestView>> {
    say(formatWaiting(request, now()));
    const left = expiresAt === undefined ? 0 : Math.max(0, Date.parse(expiresAt) - now());
    return client.wait(id, waitSeconds ?? Math.ceil(left / 1_000) + afterwards, createSayQuestions(say));
  }

  /** AWS may take longer to answer than the API waits for it. */
  function untilOver(request: RequestView): Promise<Answer<RequestView>> {
    return request.state === 'running'
      ? client.wait(id, afterwards)
      : Promise.resolve({ ok: true, value: request });
  }

  function ended(last: Answer<RequestView>): number {
    if (!last.ok) return refused(last.problem);
    const { state, result, failure, decision } = last.value;
    if (state === 'done') {
      if (result) print(result);
      else say(`Request ${id} is done. What AWS answered is not kept.`);
      return 0;
    }
    const why = failure ? `${failure.code}: ${failure.message}` : decision && formatDecision(decision);
    const goesOn = state === 'pending' || state === 'approved' || state === 'running';
    say(
      `Request ${id} is ${state}${why === undefined ? '' : `: ${why}`}.` +
        (goesOn ? ` The same command with --key ${key} goes on with it.` : ''),
    );
    return exitCodeOf(last.value, now()) || notKnown;
  }

  function refused(problem: Problem): number {
    say(formatApiProblem(problem));
    return exitCodeOfProblem(problem);
  }
}

/** It may run, and did not: no status of `show` says so to whoever asked for it to be run. */
const notKnown = 1;
