import type { z } from 'zod';
import { everyRoute, type RouteContract } from '../../functions/shared/http/route-contract.ts';
import { problemSchema, problems, slugs } from '../../functions/shared/problem.ts';
import { commandSchema, eventSchema } from '../../functions/slack/home/payload.ts';
import { payloadSchema } from '../../functions/slack/interact/payload.ts';
import { api } from './api.ts';
import { components, refTo } from './components.ts';
import { examples } from './examples.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { problemExample } from './problem-examples.ts';

/** The whole API, as OpenAPI 3.1. */
export const openapi = (): object => ({
  openapi: '3.1.1',
  info: {
    title: 'Countersign',
    version: '1',
    description:
      'Agents ask for single privileged actions, wait for people, and report. Who calls is proved by SigV4 (service `execute-api`); nothing in a body says it. Two routes need no signature: the public keys of tickets, and the redemption of one. Errors are RFC 9457 problems: see docs/errors.md. API Gateway itself answers `{"message": …}` with 403 where a signature is wrong, 429 where calls come too fast and 503 where no function is free.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [
    {
      url: 'https://{api}.execute-api.{region}.amazonaws.com',
      description: 'As the deployment prints it.',
      variables: { api: { default: 'api' }, region: { default: 'eu-west-1' } },
    },
  ],
  security: [{ sigv4: [] }],
  paths: { ...agentPaths(), ...slackPath, ...slackHomePaths },
  components: {
    securitySchemes: {
      sigv4: {
        type: 'apiKey',
        in: 'header',
        name: 'Authorization',
        description: "AWS Signature Version 4 of the agent's role session, for service `execute-api`.",
      },
      slackSignature: {
        type: 'apiKey',
        in: 'header',
        name: 'X-Slack-Signature',
        description: 'HMAC-SHA256 over `v0:<X-Slack-Request-Timestamp>:<body>` with the signing secret.',
      },
    },
    schemas: components(),
    examples: Object.fromEntries(
      slugs.map((slug) => [slug, { summary: problems[slug][1], value: problemExample(slug) }]),
    ),
  },
});

function agentPaths(): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const [key, contract] of Object.entries<RouteContract>(api)) {
    const [method = '', path = ''] = key.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(key as keyof typeof api, contract) };
  }
  return paths;
}

function operation(key: keyof typeof api, contract: RouteContract): object {
  const { body, answers } = examples[key] as { body?: object; answers: Record<number, object> };
  const parameters = parametersOf(key, contract);
  return {
    operationId: contract.operation,
    summary: contract.summary,
    ...(contract.description ? { description: contract.description } : {}),
    // None of the whole API's.
    ...(contract.open ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(contract.body
      ? {
          requestBody: {
            required: contract.body.optional !== true,
            content: { 'application/json': { schema: refTo(contract.body.schema), example: body } },
          },
        }
      : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(contract.answers).map(([status, { means, schema }]) => [
          status,
          {
            description: means,
            ...headersOf(contract, Number(status)),
            content: { 'application/json': { schema: refTo(schema), example: answers[Number(status)] } },
          },
        ]),
      ),
      ...problemResponses(contract),
    },
  };
}

const idParameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Of the request. Another agent’s request does not exist for this one.',
  schema: { type: 'string', pattern: '^[0-9a-f]{32}$' },
};

function parametersOf(key: string, { path = {}, query = {}, headers = {} }: RouteContract): object[] {
  const listed = (where: string, parameters: NonNullable<RouteContract['query']>) =>
    Object.entries(parameters).map(([name, { schema, description }]) => ({
      name,
      in: where,
      required: !schema.safeParse(undefined).success,
      description,
      schema: plain(schema),
    }));
  return [
    ...(key.includes('{id}') ? [idParameter] : []),
    ...listed('path', path),
    ...listed('query', query),
    ...listed('header', headers),
  ];
}

/** One response a status: its problems are told apart by `type`. */
function problemResponses(contract: RouteContract): Record<string, object> {
  const byStatus = Map.groupBy([...contract.problems, ...everyRoute(contract)], (slug) => problems[slug][0]);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((slug) => `\`${slug}\`: ${problems[slug][1]}.`).join(' '),
        ...headersOf(contract, status),
        content: {
          'application/problem+json': {
            schema: refTo(problemSchema),
            examples: Object.fromEntries(
              group.map((slug) => [slug, { $ref: `#/components/examples/${slug}` }]),
            ),
          },
        },
      },
    ]),
  );
}

const answerHeaders = {
  location: { description: 'Where to look at the request.', schema: { type: 'string' } },
  'retry-after': { description: 'Seconds to wait before the next call.', schema: { type: 'integer' } },
};

function headersOf({ answerHeaders: named = {} }: RouteContract, status: number): object {
  const headers = named[status] ?? [];
  return headers.length === 0
    ? {}
    : { headers: Object.fromEntries(headers.map((name) => [name, answerHeaders[name]])) };
}

/** Slack's own format: its documentation rules, and this says what we read of it. */
const slackPath = {
  '/slack/interactions': {
    post: {
      operationId: 'slackInteraction',
      summary: 'A person pressed a button of a card',
      description: 'Called by Slack alone. The signature is verified before the body is read.',
      security: [{ slackSignature: [] }],
      requestBody: {
        required: true,
        content: {
          'application/x-www-form-urlencoded': {
            schema: {
              type: 'object',
              properties: {
                payload: {
                  type: 'string',
                  contentMediaType: 'application/json',
                  contentSchema: refTo(payloadSchema),
                },
              },
              required: ['payload'],
            },
          },
        },
      },
      responses: {
        200: { description: 'Heard. Whether the vote counted, the person is told in Slack.' },
        400: { description: 'Signed by Slack, but not a press that can be read.' },
        401: { description: 'Not signed by Slack within the last five minutes.' },
      },
    },
  },
};

const slackAnswers = {
  400: { description: 'Signed by Slack, but nothing that can be read.' },
  401: { description: 'Not signed by Slack within the last five minutes.' },
};

/** The same for what is a person's own there. */
const slackHomePaths = {
  '/slack/events': {
    post: {
      operationId: 'slackEvent',
      summary: 'A person opened their page, or Slack asks whether this address is ours',
      description: 'Called by Slack alone. The signature is verified before the body is read.',
      security: [{ slackSignature: [] }],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: refTo(eventSchema) } },
      },
      responses: { 200: { description: 'Heard. The page is published in Slack.' }, ...slackAnswers },
    },
  },
  '/slack/commands': {
    post: {
      operationId: 'slackCommand',
      summary: 'A person wrote a command',
      description: 'Called by Slack alone. The signature is verified before the body is read.',
      security: [{ slackSignature: [] }],
      requestBody: {
        required: true,
        content: { 'application/x-www-form-urlencoded': { schema: refTo(commandSchema) } },
      },
      responses: { 200: { description: 'What Slack shows to whoever wrote it, alone.' }, ...slackAnswers },
    },
  },
};

const plain = (schema: z.ZodType): object => {
  const { $schema: _, ...rest } = jsonSchemaOf(schema);
  return rest;
};
