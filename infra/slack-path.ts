import type { FunctionSpec } from '../functions/shared/function-spec.ts';
import type { Config } from './settings-schema.ts';

/** A route of its own counts its calls alone, and API Gateway turns a wrong address away without counting or calling. */
export const slackPath = (written: string, { slack: { pathSegment } }: Pick<Config, 'slack'>): string =>
  pathSegment === undefined ? written : written.replace(/^\/slack\//, `/slack/${pathSegment}/`);

/** Where Slack calls with one kind of its calls. */
export type SlackRoute = 'interactions' | 'events' | 'commands';

export const slackPathOf = (
  functions: readonly { spec: FunctionSpec }[],
  config: Pick<Config, 'slack'>,
  kind: SlackRoute,
): string =>
  functions
    .flatMap(({ spec: { routes = {} } }) => Object.entries(routes))
    .filter(([route, { auth }]) => auth === 'slack' && route.endsWith(`/${kind}`))
    .map(([route]) => slackPath(route.split(' ')[1] ?? '', config))[0] ?? '';
