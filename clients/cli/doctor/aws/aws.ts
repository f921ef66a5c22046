import { bucketSource } from '../../audit/source/bucket-source.ts';
import type { EvidenceSource } from '../../audit/source/evidence-source.ts';
import { type AccountAccess, createAccountAccess } from './account-access.ts';
import { type Alarms, createAlarms } from './alarms.ts';
import { type AuditQueries, createAuditQueries } from './audit-queries.ts';
import { createColdStarts } from './cold-starts.ts';
import { createExecution, type ReadExecution } from './execution.ts';
import { createPendingRequests, type PendingRequests } from './pending-requests.ts';
import { createRoles, type ReadRoles } from './roles.ts';
import { createSealedObjects, type ReadSealedObjects } from './sealed-objects.ts';
import { createSubscriptions, type ReadSubscriptions } from './subscriptions.ts';

/** What checks read of AWS. Each opens its client when it is first asked, and none of them is handed a secret. */
export interface Aws extends AccountAccess, Alarms, AuditQueries, PendingRequests {
  execution: ReadExecution;
  roles: ReadRoles;
  sealedObjects: ReadSealedObjects;
  subscriptions: ReadSubscriptions;
  /** A bucket of the trail, or of copies of its digest files. */
  trail: (bucket: string) => Promise<EvidenceSource>;
  /** Milliseconds, loading included, of each call since then that met no running function. */
  coldStarts: (logGroup: string, since: Date) => Promise<readonly number[]>;
}

export const createAws = (region: string): Aws => ({
  ...createAccountAccess(region),
  ...createAlarms(region),
  ...createAuditQueries(region),
  ...createPendingRequests(region),
  execution: createExecution(region),
  roles: createRoles(region),
  sealedObjects: createSealedObjects(region),
  subscriptions: createSubscriptions(region),
  trail: (bucket) => bucketSource(bucket, region),
  coldStarts: createColdStarts(region),
});
