import type { APIGatewayProxyEventV2WithIAMAuthorizer, Context } from 'aws-lambda';
import type { Directory } from '../../../core/directory/directory.ts';
import { type AgentCaller, agentCaller } from '../../../core/directory/identity.ts';
import { observed } from '../observed.ts';
import { type HttpAnswer, type Problem, problemAnswer } from '../problem.ts';
import { log, logger } from '../telemetry.ts';

export type AgentEvent = APIGatewayProxyEventV2WithIAMAuthorizer;

/** One route: who calls is settled before, a problem is an answer like any other. */
export type Route = (event: AgentEvent, caller: AgentCaller) => Promise<HttpAnswer | Problem>;

/** The agents' API: identity from the signature, then the route, then problem+json for whatever went wrong. */
export const agentApi = (directory: Directory, routes: Readonly<Record<string, Route>>) =>
  observed(async (event: AgentEvent, context: Context): Promise<HttpAnswer> => {
    const requestId = event.requestContext.requestId ?? context.awsRequestId;
    try {
      const answer = await answerTo(event, directory, routes);
      return 'slug' in answer ? problemAnswer(answer, requestId) : answer;
    } catch (error) {
      log('request-failed', { error: error as Error });
      const detail =
        'The result is unknown. Retry with the same Idempotency-Key; if it stays, give your operators the requestId.';
      return problemAnswer({ slug: 'internal', detail }, requestId);
    }
  });

async function answerTo(
  event: AgentEvent,
  directory: Directory,
  routes: Readonly<Record<string, Route>>,
): Promise<HttpAnswer | Problem> {
  const route = routes[event.routeKey];
  if (!route) return { slug: 'no-such-route', detail: `Nothing answers ${event.routeKey}.` };
  const caller = agentCaller(directory, event.requestContext.authorizer.iam.userArn);
  if (!caller) {
    const detail =
      'Call as a session of a role that exactly one agent of the directory (policies/directory.yaml) names.';
    return { slug: 'unknown-agent', detail };
  }
  logger.appendKeys({ agent: caller.agent.id });
  return route(event, caller);
}
