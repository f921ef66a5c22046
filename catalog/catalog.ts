import { awsActions } from './aws/aws-actions.ts';
import type { CustomActions } from './custom/custom-action.ts';
import { customEntries } from './custom/custom-entries.ts';
import { defineCatalog } from './define-catalog.ts';
import type { Catalog } from './entry.ts';

/** What every deployment has, and the actions that this one adds. */
export const catalogWith = (custom: CustomActions = { actions: [] }): Catalog =>
  defineCatalog(awsActions, customEntries(custom));
