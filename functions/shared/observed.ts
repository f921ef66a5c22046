import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { flushMetrics, logger } from './telemetry.ts';

/** The chain that every handler shares: the request id on each line, the metrics written whatever happens. */
export const observed = <E, A>(handler: (event: E, context: Context) => Promise<A>) =>
  middy<E, A>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use({ after: flushMetrics, onError: flushMetrics })
    .handler(handler);
