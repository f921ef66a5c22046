import type { CatalogEntry } from '../entry.ts';
import { type CustomActions, customEntry } from './custom-action.ts';
import { selfTest } from './self-test.ts';
import { standardCustomActions } from './standard-custom-actions.ts';

/** What every deployment can be asked for beside AWS's actions, and the actions that this one adds. */
export const customEntries = ({ actions }: CustomActions): CatalogEntry[] =>
  [selfTest, ...standardCustomActions, ...actions].map(customEntry);
