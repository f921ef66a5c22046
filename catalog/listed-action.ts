import { z } from 'zod';
import { jsonObject } from '../core/lib/json.ts';
import { parametersSchema } from './cedar-type.ts';
import type { CatalogEntry } from './entry.ts';
import { exampleSentence } from './example-sentence.ts';

/** An action among others: what it is, not how to ask for it. */
export const listedActionSchema = z.strictObject({
  action: z.string(),
  groups: z.array(z.string()),
  curated: z
    .boolean()
    .describe('Somebody has described it. Of the others policies see no parameters, and people are warned.'),
  readOnly: z.boolean(),
  reversible: z.boolean(),
  resource: z
    .string()
    .describe(
      'How the parameters name it: `{RoleName}` is a parameter, `{account}` and `{region}` the place.',
    ),
  says: z.string().describe('What people would read of its example.'),
});
export type ListedAction = z.infer<typeof listedActionSchema>;

/** All that an agent needs to ask for it. */
export const wholeActionSchema = listedActionSchema.extend({
  parameters: jsonObject.describe('Their JSON Schema.'),
  secrets: z
    .record(z.string(), z.string())
    .describe('JSON pointers to values that people will not see, each with what it is.'),
  command: z
    .string()
    .exactOptional()
    .describe(
      'The parameter that is the command line: `countersign run` runs what was signed there, and nothing else.',
    ),
  look: z
    .string()
    .exactOptional()
    .describe(
      'The read by which people see the target before they decide, and by which it is compared before this runs.',
    ),
  undo: z
    .array(z.string())
    .exactOptional()
    .describe('The actions of which one takes it back, made of what was seen before. Left out: none does.'),
  example: z
    .strictObject({ parameters: jsonObject, resource: z.string() })
    .describe('One that can be sent, where the action is curated; of the others nobody has made one.'),
});
export type WholeAction = z.infer<typeof wholeActionSchema>;

export const listedAction = (entry: CatalogEntry): ListedAction => ({
  action: entry.action,
  groups: [...entry.groups],
  curated: entry.curated,
  readOnly: entry.readOnly,
  reversible: entry.reversible,
  resource: entry.resource,
  says: exampleSentence(entry),
});

export const wholeAction = (entry: CatalogEntry): WholeAction => ({
  ...listedAction(entry),
  parameters: parametersSchema(entry) as WholeAction['parameters'],
  secrets: { ...entry.secrets },
  ...(entry.command === undefined ? {} : { command: entry.command }),
  ...(entry.look && { look: entry.look.action }),
  ...(entry.undo && { undo: [...entry.undo.actions] }),
  example: entry.example,
});
