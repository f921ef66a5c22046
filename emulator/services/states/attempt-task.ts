import type { Json } from '../../lib/json.ts';
import type { InvokeOutcome } from '../lambda/plugin.ts';
import { withinDataLimit } from './data-limit.ts';
import { invokeAndWait, type TaskState } from './definition.ts';
import { fill } from './query.ts';
import { secondsOf } from './seconds-of.ts';
import { StateFailure } from './state-failure.ts';
import { type StateRun, scopeOf } from './state-run.ts';

/** One attempt at lambda:invoke. Its arguments and its timeout are evaluated afresh, and so is its token. */
export async function attemptTask(task: TaskState, run: StateRun, retries: number): Promise<Json> {
  const { history, signal, ports } = run;
  const waits = task.Resource === invokeAndWait;
  const kind = { resourceType: 'lambda', resource: waits ? 'invoke.waitForTaskToken' : 'invoke' };
  const { promise: end, resolve, reject } = Promise.withResolvers<Json>();
  const abort = (): void => reject(signal.reason);
  const awaited = waits
    ? ports.tokens.open(run.identity.machineArn, (report) =>
        report.ok ? resolve(report.output) : reject(new StateFailure(report.error, report.cause)),
      )
    : undefined;
  let stopTimer = (): void => {};
  let over = false;

  try {
    const scope = scopeOf(run, { retries, taskToken: awaited?.token });
    // AWS waits so long where nothing is said: 99,999,999 seconds, some three years.
    const timeout = await secondsOf(task.TimeoutSeconds ?? 99_999_999, 'TimeoutSeconds', 1, scope);
    const args = await fill(task.Arguments, 'Arguments', scope);
    const sent = withinDataLimit(args, 'input of the task') as SentToLambda;
    signal.throwIfAborted();
    history.add('TaskScheduled', 'taskScheduledEventDetails', {
      ...kind,
      region: run.identity.machineArn.split(':')[3] ?? '',
      parameters: hideToken(JSON.stringify(sent), awaited?.token),
      ...(task.TimeoutSeconds === undefined ? {} : { timeoutInSeconds: timeout }),
    });
    history.add('TaskStarted', 'taskStartedEventDetails', kind);

    stopTimer = ports.clock.after(timeout * 1_000, () => reject(new StateFailure('States.Timeout')));
    signal.addEventListener('abort', abort, { once: true });
    invoke(sent, run).then((answer) => {
      if (!waits) return resolve(answer);
      // The token may have been used before the function that handed it on returned.
      if (!over)
        history.add('TaskSubmitted', 'taskSubmittedEventDetails', {
          ...kind,
          output: JSON.stringify(answer),
        });
    }, reject);

    const result = await end;
    history.add('TaskSucceeded', 'taskSucceededEventDetails', { ...kind, output: JSON.stringify(result) });
    return withinDataLimit(result, 'result of the task');
  } catch (failure) {
    if (failure instanceof StateFailure) recordFailure(run, kind, failure);
    throw failure;
  } finally {
    over = true;
    stopTimer();
    signal.removeEventListener('abort', abort);
    awaited?.close();
  }
}

type SentToLambda = { FunctionName: string; Payload: Json };

async function invoke({ FunctionName, Payload }: SentToLambda, run: StateRun): Promise<Json> {
  const { identity, ports } = run;
  const principal = { roleArn: identity.roleArn, sessionName: identity.name };
  const decision = ports.authorize(principal, { action: 'lambda:InvokeFunction', resource: FunctionName });
  if (decision.kind === 'denied') throw new StateFailure('Lambda.AWSLambdaException', decision.reason);
  const outcome: InvokeOutcome = await ports.invokeLambda(FunctionName, Payload);
  if (!outcome.ok) throw new StateFailure(outcome.error || 'Lambda.Unknown', outcome.cause);
  const answer = { ExecutedVersion: '$LATEST', Payload: (outcome.payload ?? null) as Json, StatusCode: 200 };
  return withinDataLimit(answer, 'output of the function');
}

function recordFailure(
  { history }: StateRun,
  kind: { resourceType: string; resource: string },
  failure: StateFailure,
) {
  const { error, reason } = failure;
  const content = { ...kind, error, ...(reason === undefined ? {} : { cause: reason }) };
  if (error === 'States.Timeout') history.add('TaskTimedOut', 'taskTimedOutEventDetails', content);
  else history.add('TaskFailed', 'taskFailedEventDetails', content);
}

/** AWS records it; whoever may read a history there may answer for people. Here it is left out. */
const hideToken = (text: string, token: string | undefined): string =>
  token === undefined ? text : text.replaceAll(JSON.stringify(token).slice(1, -1), '(task token)');
