import { z } from 'zod';
import { jsonObject } from '../core/lib/json.ts';
import { parametersSchema } from './cedar-type.ts';
import type { Catalog, CatalogEntry } from './entry.ts';

/** An action as `GET /v1/actions` shows it: all that an agent needs to ask for it. */
export const listedActionSchema = z.strictObject({
  action: z.string(),
  groups: z.array(z.string()),
  readOnly: z.boolean(),
  reversible: z.boolean(),
  resource: z
    .string()
    .describe(
      'How the parameters name it: `{RoleName}` is a parameter, `{account}` and `{region}` the place.',
    ),
  parameters: jsonObject.describe('Their JSON Schema.'),
  secrets: z
    .record(z.string(), z.string())
    .describe('JSON pointers to values that people will not see, each with what it is.'),
  example: z.strictObject({ parameters: jsonObject, resource: z.string() }),
});
export type ListedAction = z.infer<typeof listedActionSchema>;

export const listActions = (catalog: Catalog): ListedAction[] => catalog.entries.map(listed);

export const listed = (entry: CatalogEntry): ListedAction => ({
  action: entry.action,
  groups: [...entry.groups],
  readOnly: entry.readOnly,
  reversible: entry.reversible,
  resource: entry.resource,
  parameters: parametersSchema(entry) as ListedAction['parameters'],
  secrets: { ...entry.secrets },
  example: entry.example,
});
