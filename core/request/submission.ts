import { z } from 'zod';
import { jsonObject } from '../lib/json-object.ts';
import { statedSchema } from '../policy/ruling.ts';

/** What an agent may send. Identity, account, region and environment are not among it: they are derived. */
export const submissionSchema = z.strictObject({
  action: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{0,62}:[A-Za-z][A-Za-z0-9]{0,127}$/,
      'must be `service:Operation` as IAM writes it',
    ),
  resource: z.string().max(2_048),
  parameters: jsonObject,
  ...statedSchema.shape,
});
