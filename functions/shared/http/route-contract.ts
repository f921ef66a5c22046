import type { z } from 'zod';
import type { ProblemSlug } from '../problem.ts';
import type { Route } from './agent-api.ts';
import type { OpenRoute } from './open-api.ts';

/** What a route takes and gives. Its handler uses the same schemas, and docs/openapi.json is made of them. */
export interface RouteContract {
  /** Its name in generated clients. */
  operation: string;
  /** One line. */
  summary: string;
  description?: string;
  /** Nobody signs a call of it: what it needs is in the call. */
  open?: true;
  /** Of its path, `{id}` apart, which is a request's on every route that has it. */
  path?: Readonly<Record<string, Parameter>>;
  query?: Readonly<Record<string, Parameter>>;
  headers?: Readonly<Record<string, Parameter>>;
  body?: { schema: z.ZodType; optional?: true };
  /** By status. */
  answers: Readonly<Record<number, { means: string; schema: z.ZodType }>>;
  /** Beside those of every route. */
  problems: readonly ProblemSlug[];
  /** Headers of answers and problems, by status. */
  answerHeaders?: Readonly<Record<number, readonly AnswerHeader[]>>;
}

interface Parameter {
  schema: z.ZodType;
  description: string;
}

export type AnswerHeader = 'location' | 'retry-after';

/** What any route can end in, beside its own. */
export const everyRoute = ({ open }: Pick<RouteContract, 'open'>): readonly ProblemSlug[] =>
  open ? ['internal'] : ['unknown-agent', 'internal'];

/** By `METHOD /path`. */
export type ApiContract = Readonly<Record<string, RouteContract>>;

/** A handler for each route that a contract describes, and for no other. */
export type RoutesOf<C extends ApiContract> = Readonly<Record<keyof C & string, Route>>;

/** The same for routes that nobody signs for. */
export type OpenRoutesOf<C extends ApiContract> = Readonly<Record<keyof C & string, OpenRoute>>;
