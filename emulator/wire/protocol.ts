import type { SignedRequest } from '../iam/signed-request.ts';
import type { JsonObject } from '../lib/json.ts';
import type { AccessErrors } from './access-errors.ts';
import type { Failure, ServiceAnswer } from './service-call.ts';

export type Parsed =
  | { kind: 'call'; operation: string; input: JsonObject; body: Buffer }
  | { kind: 'malformed'; answer: Failure };

export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body?: Buffer | string;
}

/** How one service reads its requests off HTTP and writes what it answers. */
export interface Protocol {
  parse: (request: SignedRequest) => Parsed;
  write: (
    answer: Exclude<ServiceAnswer, { kind: 'http' }>,
    about: { operation: string; requestId: string },
  ) => HttpAnswer;
  accessErrors: AccessErrors;
}

export const malformed = (code: string, message: string, status = 400): Parsed => ({
  kind: 'malformed',
  answer: { kind: 'failure', code, message, status },
});
