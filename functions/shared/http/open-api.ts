import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { HttpAnswer, Problem } from '../problem.ts';
import { answering, noSuchRoute } from './answering.ts';

/** A route that API Gateway lets everybody call. It MUST ask for what it needs in the call itself. */
export type OpenRoute = (event: APIGatewayProxyEventV2) => Promise<HttpAnswer | Problem>;

export const openApi = (routes: Readonly<Record<string, OpenRoute>>) =>
  answering(async (event: APIGatewayProxyEventV2) => {
    const route = routes[event.routeKey];
    return route ? route(event) : noSuchRoute(event.routeKey);
  });
