import type { Context } from 'aws-lambda';
import { observed } from '../../shared/observed.ts';
import { count, log } from '../../shared/telemetry.ts';
import { type Ports, type Swept, sweepRequests } from './sweep-requests.ts';

/** One request can take this long: three calls of Slack that time out, and the table. */
const roomMs = 30_000;

export interface HandlerPorts extends Omit<Ports, 'hasTime' | 'onFailed'> {
  /** Goes through the stream like a move, so that its readers are heard of while nothing else happens. */
  beat: () => Promise<void>;
}

export const createHandler = ({ beat, ...ports }: HandlerPorts) =>
  observed(async (_event: unknown, context: Context): Promise<Swept> => {
    // First, and whatever becomes of the sweep: an alarm waits for it at the other end.
    await beat();
    const swept = await sweepRequests({
      ...ports,
      hasTime: () => context.getRemainingTimeInMillis() > roomMs,
      onFailed: (request, error) => log('request-not-swept', { error, request }),
    });
    if (Object.values(swept).some((requests) => requests > 0)) log('requests-swept', { swept });
    if (swept.unknown > 0) count('RunUnreported', swept.unknown);
    if (swept.unanswered > 0) count('RunUnanswered', swept.unanswered);
    if (swept.started > 0) count('WorkflowMissing', swept.started);
    if (swept.failed > 0) throw new Error(`${swept.failed} requests could not be swept: see the log.`);
    return swept;
  });
