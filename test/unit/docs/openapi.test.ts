import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { api } from '../../../docs/generate/api.ts';
import { examples } from '../../../docs/generate/examples.ts';
import { openapi } from '../../../docs/generate/openapi.ts';
import { everyRoute, type RouteContract } from '../../../functions/shared/http/route-contract.ts';
import { jsonAnswer, problems, slugs } from '../../../functions/shared/problem.ts';
import { undescribed } from '../../support/described-api.ts';
import { submissions } from '../../support/given/catalog.ts';
import { memorySystem } from '../../support/memory-system.ts';

const contracts = Object.entries<RouteContract>(api);

/** Every value of this key, wherever it stands. */
const allOf = (key: string, value: unknown): unknown[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, inner]) => [
        ...(name === key ? [inner] : []),
        ...allOf(key, inner),
      ]);

const at = (document: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce((value, name) => (value as Record<string, unknown> | undefined)?.[name], document);

describe('the description of the API', () => {
  const document = openapi();

  it('leads nowhere that is not there', () => {
    const refs = new Set(allOf('$ref', document).map(String));
    expect(refs.size).toBeGreaterThan(20);
    for (const ref of refs) expect(at(document, ref), ref).toBeDefined();
  });

  it('gives every operation a name of its own', () => {
    const names = allOf('operationId', document);
    // And what Slack calls: interactions, events and commands.
    expect(names.length).toBe(contracts.length + 3);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(contracts)('has examples for %s that fit', (route, { body, answers }) => {
    const given = examples[route as keyof typeof examples] as {
      body?: unknown;
      answers: Record<number, unknown>;
    };
    if (body) body.schema.parse(given.body);
    for (const [status, { schema }] of Object.entries(answers)) schema.parse(given.answers[Number(status)]);
  });

  it('has every problem at some route, but the one that says that there is no route', () => {
    const told = new Set([...everyRoute({}), ...contracts.flatMap(([, contract]) => contract.problems)]);
    expect(slugs.filter((slug) => !told.has(slug))).toEqual(['no-such-route']);
  });
});

describe('an answer', () => {
  it('that says more, or is another, is not as described', async () => {
    const system = memorySystem();
    const { body } = await system.submit(submissions.look);
    const { token: _, ...seen } = body;
    const view = jsonAnswer(200, { ...body, more: true }, { location: '/v1/requests/x' });
    expect(undescribed('POST /v1/requests', view).join()).toContain('more');
    expect(undescribed('GET /v1/requests/{id}', jsonAnswer(200, body)).join()).toContain('token');
    expect(undescribed('POST /v1/requests', jsonAnswer(201, body))).toEqual([
      'POST /v1/requests 201: is not among its answers',
    ]);
    expect(undescribed('GET /v1/requests/{id}', jsonAnswer(200, seen, { location: 'x' }))).toEqual([
      'GET /v1/requests/{id} 200: the header location is not described',
    ]);
  });
});

describe('docs/errors.md', () => {
  const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
  const listed = [...page.matchAll(/^\| `([a-z-]+)` \| (\d{3}) \| \S/gm)].map(([, slug, status]) => [
    slug,
    Number(status),
  ]);

  it('lists every problem with its status, what to do, and no other', () => {
    expect(listed).toEqual(slugs.map((slug) => [slug, problems[slug][0]]));
  });
});
