import type { APIGatewayProxyEventV2WithIAMAuthorizer } from 'aws-lambda';
import type { Directory } from '../../../core/directory/directory.ts';
import { type AgentCaller, agentCaller } from '../../../core/directory/identity.ts';
import type { HttpAnswer, Problem } from '../problem.ts';
import { logger } from '../telemetry.ts';
import { answering, noSuchRoute } from './answering.ts';

export type AgentEvent = APIGatewayProxyEventV2WithIAMAuthorizer;

/** One route: who calls is settled before, a problem is an answer like any other. */
export type Route = (event: AgentEvent, caller: AgentCaller) => Promise<HttpAnswer | Problem>;

/** The agents' API: identity from the signature, then the route, then problem+json for whatever went wrong. */
export const agentApi = (directory: Directory, routes: Readonly<Record<string, Route>>) =>
  answering((event: AgentEvent) => answerTo(event, directory, routes));

async function answerTo(
  event: AgentEvent,
  directory: Directory,
  routes: Readonly<Record<string, Route>>,
): Promise<HttpAnswer | Problem> {
  const route = routes[event.routeKey];
  if (!route) return noSuchRoute(event.routeKey);
  const caller = agentCaller(directory, event.requestContext.authorizer.iam.userArn);
  if (!caller) {
    const detail =
      'Call as a session of a role that exactly one agent of the directory (policies/directory.yaml) names.';
    return { slug: 'unknown-agent', detail };
  }
  logger.appendKeys({ agent: caller.agent.id });
  return route(event, caller);
}
