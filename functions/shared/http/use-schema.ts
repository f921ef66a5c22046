import { z } from 'zod';
import { jsonObject } from '../../../core/lib/json.ts';

/** What an agent sends that uses an approval through Countersign. */
export const useSchema = (tokenDescription: string) =>
  z.strictObject({
    digest: z.string().describe('Of what is to run.'),
    parameters: jsonObject
      .optional()
      .describe(
        'All of them, where some were hidden: those are not stored. They have to give the same digest.',
      ),
    token: z.string().min(1).max(200).optional().describe(tokenDescription),
  });
