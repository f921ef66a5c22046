import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { observed } from '../observed.ts';
import { type HttpAnswer, type Problem, problemAnswer } from '../problem.ts';
import { log } from '../telemetry.ts';

/** What every route of the API has around it: problem+json for whatever went wrong, an outage of ours included. */
export const answering = <
  E extends { requestContext: Pick<APIGatewayProxyEventV2['requestContext'], 'requestId'> },
>(
  answerTo: (event: E) => Promise<HttpAnswer | Problem>,
) =>
  observed(async (event: E, context: Context): Promise<HttpAnswer> => {
    const requestId = event.requestContext.requestId ?? context.awsRequestId;
    try {
      const answer = await answerTo(event);
      return 'slug' in answer ? problemAnswer(answer, requestId) : answer;
    } catch (error) {
      log('request-failed', { error: error as Error });
      const detail =
        'The result is unknown. Retry with the same Idempotency-Key; if it stays, give your operators the requestId.';
      return problemAnswer({ slug: 'internal', detail }, requestId);
    }
  });

export const noSuchRoute = (routeKey: string): Problem => ({
  slug: 'no-such-route',
  detail: `Nothing answers ${routeKey}.`,
});
