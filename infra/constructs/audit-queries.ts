import * as athena from 'aws-cdk-lib/aws-athena';
import * as glue from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import { databaseOf } from '../athena/database-of.ts';
import { namedQueries } from '../athena/named-queries.ts';
import { AuditTable } from './audit-table.ts';

export interface AuditQueriesProps {
  /** Of the workgroup, which the database is named after. */
  name: string;
  /** The account, which is where Glue keeps its catalog. */
  account: string;
  bucketName: string;
  /** A query that would read more is ended by Athena. */
  scanLimitGigabytes: number;
}

/** Athena over the sealed records: every question of infra/athena is saved. */
export class AuditQueries extends Construct {
  readonly workgroup: string;

  constructor(
    scope: Construct,
    id: string,
    { name, account, bucketName, scanLimitGigabytes }: AuditQueriesProps,
  ) {
    super(scope, id);
    const database = databaseOf(name);
    const madeDatabase = new glue.CfnDatabase(this, 'Database', {
      catalogId: account,
      databaseInput: { name: database, description: 'Countersign: the audit trail' },
    });
    new AuditTable(this, 'Table', { account, database, bucketName }).addResourceDependency(madeDatabase);
    this.workgroup = name;
    const workgroup = new athena.CfnWorkGroup(this, 'Workgroup', {
      name,
      description: 'Countersign: questions to the audit trail',
      // Athena keeps the results itself, encrypted, for a day: no bucket of ours fills up with answers.
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: scanLimitGigabytes * 1_000_000_000,
        managedQueryResultsConfiguration: { enabled: true },
      },
      recursiveDeleteOption: true,
    });
    for (const { name: queryName, says, sql } of namedQueries()) {
      new athena.CfnNamedQuery(this, queryName, {
        name: queryName,
        description: says,
        database,
        workGroup: name,
        queryString: sql,
      }).addResourceDependency(workgroup);
    }
  }
}
