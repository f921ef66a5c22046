import type { JsonObject } from '../lib/json.ts';
import type { Call } from '../ports/executor.ts';
import { subjectOf } from '../request/subject.ts';
import type { Usable } from './countersign-run.ts';

/** The call that was let through. `parameters`: all of them, as their digest was compared. */
export const callOf = (request: Usable, parameters: JsonObject): Call => ({
  requestId: request.id,
  ...subjectOf(request),
  digest: request.digest,
  agent: request.agent.id,
  approvers: request.votes.filter(({ choice }) => choice === 'approve').map(({ person }) => person),
  parameters,
});
