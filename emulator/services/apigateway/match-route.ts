import type { RouteSpec } from './api-spec.ts';

export interface MatchedRoute {
  route: RouteSpec;
  pathParameters: Record<string, string>;
}

type Match = (method: string, path: string) => Record<string, string> | undefined;

/** Of the routes that match, the one with the most literal segments; a method before ANY; `$default` last. */
export function routeMatcher(routes: readonly RouteSpec[]) {
  const compiled = routes
    .map((route) => ({ route, match: compile(route.key), weight: weightOf(route.key) }))
    .sort((one, other) => other.weight - one.weight);
  return (method: string, path: string): MatchedRoute | undefined => {
    for (const { route, match } of compiled) {
      const pathParameters = match(method, path);
      if (pathParameters) return { route, pathParameters };
    }
    return undefined;
  };
}

function compile(key: string): Match {
  if (key === '$default') return () => ({});
  const [verb = '', template = ''] = key.split(' ');
  const names: string[] = [];
  const source = template
    .replace(/[.*?^$()|[\]\\]/g, '\\$&')
    .replace(/\{([^}+]+)(\+?)\}/g, (_, name, greedy) => {
      names.push(name);
      return greedy ? '(.+)' : '([^/]+)';
    });
  const shape = new RegExp(`^${source}$`);
  return (method, path) => {
    if (verb !== 'ANY' && verb !== method) return undefined;
    const values = shape.exec(path)?.slice(1).map(decoded);
    return values && Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
  };
}

function weightOf(key: string): number {
  if (key === '$default') return -1;
  const [verb, template = ''] = key.split(' ');
  const literals = template.split('/').filter((segment) => !segment.startsWith('{')).length;
  const greedy = template.includes('+}') ? 1 : 0;
  return literals * 4 - greedy * 2 + (verb === 'ANY' ? 0 : 1);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
