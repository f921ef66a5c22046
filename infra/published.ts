import type { Published } from '../catalog/boundary/agent-limits.ts';
import { readPublished } from '../catalog/escalation-paths/read-published.ts';
import { iamReference } from '../catalog/iam-reference/iam-reference.ts';

/** What AWS and others publish, as it is kept in the catalog. */
export const published = async (): Promise<Published> => ({
  reference: await iamReference(),
  paths: readPublished().flatMap(({ paths }) => paths),
});
