import { z } from 'zod';
import { requestViewSchema } from '../../../core/request/request-view.ts';
import type { ApiContract } from '../../shared/http/route-contract.ts';
import { useSchema } from '../../shared/http/use-schema.ts';

export const credentialsSchema = useSchema(
  'As the submission returned it, where another session asks than the one that submitted.',
);

export const grantedSchema = requestViewSchema.extend({
  credentials: z
    .strictObject({
      accessKeyId: z.string(),
      secretAccessKey: z.string(),
      sessionToken: z.string(),
      expiresAt: z.iso.datetime(),
    })
    .describe('For what was signed and nothing else. They are kept nowhere: they come once.'),
});
export type Granted = z.infer<typeof grantedSchema>;

export const contract = {
  'POST /v1/requests/{id}/credentials': {
    operation: 'getCredentials',
    summary: 'Get credentials for it',
    description:
      'Where `run` is `credentials`. Once, inside its window, for a quarter of an hour: an answer that is lost on the way is lost.',
    body: { schema: credentialsSchema },
    answers: { 200: { means: 'Use them for what was signed.', schema: grantedSchema } },
    problems: [
      'not-json',
      'too-large',
      'bad-field',
      'no-such-request',
      'own-approval',
      'other-session',
      'other-run',
      'other-digest',
      'wrong-state',
      'approval-used',
      'approval-lapsed',
      'run-failed',
    ],
  },
} as const satisfies ApiContract;
