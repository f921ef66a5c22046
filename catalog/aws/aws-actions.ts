import type { CatalogEntry } from '../entry.ts';
import { awsModules } from './aws-modules.ts';

/** Every action of AWS that the catalog knows. */
export const awsActions: readonly CatalogEntry[] = (
  await Promise.all(awsModules.map(({ load }) => load()))
).flat();
