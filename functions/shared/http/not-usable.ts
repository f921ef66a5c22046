import type { Executed } from '../../../core/ports/execute.ts';
import type { Request } from '../../../core/request/request.ts';
import type { Problem } from '../problem.ts';

/** Why an approval cannot be used, by Countersign or through it, in words for its agent. */
export const notUsable: Record<NonNullable<Executed['refused']>, (request: Request) => Problem> = {
  'other-digest': ({ digest, hides }) => ({
    slug: 'other-digest',
    field: hides ? '/parameters' : '/digest',
    detail: hides
      ? `This approval covers ${digest} and nothing else. Send the parameters exactly as they were submitted: the hidden ones are not stored.`
      : `This approval covers ${digest} and nothing else.`,
  }),
  'other-run': () => ({
    slug: 'other-run',
    detail:
      'Policy has it run in another way, which `run` of the request says: POST …/start for agent, POST …/credentials for credentials, POST …/run for countersign.',
  }),
  'not-approved': ({ state }) => ({
    slug: 'wrong-state',
    detail: `The request is ${state}; only what was allowed or approved may run.`,
    more: { state },
  }),
  used: ({ state }) => ({
    slug: 'approval-used',
    detail: `The request is ${state}. Submit a new one to run the action again.`,
    more: { state },
  }),
  lapsed: () => ({
    slug: 'approval-lapsed',
    detail: 'Its window is over. Submit the request again; it did not run.',
  }),
};
