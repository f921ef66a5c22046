import { type JsonSchema, parametersSchema } from './cedar-type.ts';
import type { Catalog, CatalogEntry } from './entry.ts';

/** An action as `GET /v1/actions` shows it: all that an agent needs to ask for it. */
export interface ListedAction {
  action: string;
  groups: readonly string[];
  readOnly: boolean;
  reversible: boolean;
  /** How the parameters name the resource: `{RoleName}` is a parameter, `{account}` and `{region}` the place. */
  resource: string;
  parameters: JsonSchema;
  /** JSON pointers to values that people will not see, each with what it is. */
  secrets: CatalogEntry['secrets'];
  example: CatalogEntry['example'];
}

export const listActions = (catalog: Catalog): ListedAction[] => catalog.entries.map(listed);

const listed = (entry: CatalogEntry): ListedAction => ({
  action: entry.action,
  groups: entry.groups,
  readOnly: entry.readOnly,
  reversible: entry.reversible,
  resource: entry.resource,
  parameters: parametersSchema(entry),
  secrets: entry.secrets,
  example: entry.example,
});
