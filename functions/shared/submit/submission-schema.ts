import { z } from 'zod';
import { jsonObject } from '../../../core/lib/json.ts';
import { statedSchema } from '../../../core/policy/ruling.ts';

export const actionName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,62}:[A-Za-z][A-Za-z0-9]{0,127}$/, 'must be `service:Operation` as IAM writes it');

/** What an agent may send. Identity, account, region and environment are not among it: they are derived. */
export const submissionSchema = z.strictObject({
  action: actionName,
  resource: z.string().max(2_048),
  parameters: jsonObject,
  ...statedSchema.shape,
});
