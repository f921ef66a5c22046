import { api } from '../../docs/generate/api.ts';
import { everyRoute, type RouteContract } from '../../functions/shared/http/route-contract.ts';
import { type HttpAnswer, problemSchema, problems, slugs, typeOf } from '../../functions/shared/problem.ts';

const contracts: Readonly<Record<string, RouteContract>> = api;

/** What an answer has that docs/openapi.json does not tell, or tells otherwise. Empty where it is as described. */
export function undescribed(route: string, { statusCode, headers, body }: HttpAnswer): string[] {
  const contract = contracts[route];
  if (!contract) return statusCode === 404 ? [] : [`${route} is not described`];
  const isProblem = headers['content-type'] === 'application/problem+json';
  return [
    ...(isProblem ? problemFaults(contract, statusCode, body) : answerFaults(contract, statusCode, body)),
    ...headerFaults(contract, statusCode, headers),
  ].map((fault) => `${route} ${statusCode}: ${fault}`);
}

function problemFaults(contract: RouteContract, statusCode: number, body: string): string[] {
  const read = problemSchema.safeParse(JSON.parse(body));
  if (!read.success) return [read.error.message];
  const { type, status } = read.data;
  const slug = slugs.find((known) => typeOf(known) === type);
  if (!slug || ![...contract.problems, ...everyRoute(contract)].includes(slug))
    return [`${type} is not among its problems`];
  return status === statusCode && status === problems[slug][0] ? [] : [`${slug} says ${status}`];
}

function answerFaults({ answers }: RouteContract, statusCode: number, body: string): string[] {
  const answer = answers[statusCode];
  if (!answer) return ['is not among its answers'];
  const read = answer.schema.safeParse(JSON.parse(body));
  return read.success ? [] : [read.error.message];
}

/** Those that every answer has are not described. */
const common = ['content-type', 'cache-control'];

function headerFaults(
  { answerHeaders = {} }: RouteContract,
  statusCode: number,
  headers: HttpAnswer['headers'],
): string[] {
  const described: readonly string[] = answerHeaders[statusCode] ?? [];
  return Object.keys(headers)
    .filter((name) => !common.includes(name) && !described.includes(name))
    .map((name) => `the header ${name} is not described`);
}
