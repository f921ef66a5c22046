import { readdirSync, readFileSync } from 'node:fs';
import * as athena from 'aws-cdk-lib/aws-athena';
import * as glue from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import { AuditTable } from './audit-table.ts';

export interface AuditQueriesProps {
  /** Of the workgroup; the database has the same with underscores. */
  name: string;
  /** The account, which is where Glue keeps its catalog. */
  account: string;
  bucketName: string;
}

const folder = new URL('../athena/', import.meta.url);

/** Athena over the sealed records: every file of infra/athena is a saved query. */
export class AuditQueries extends Construct {
  readonly workgroup: string;

  constructor(scope: Construct, id: string, { name, account, bucketName }: AuditQueriesProps) {
    super(scope, id);
    const database = name.replaceAll('-', '_');
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
        managedQueryResultsConfiguration: { enabled: true },
      },
      recursiveDeleteOption: true,
    });
    for (const file of readdirSync(folder).sort()) {
      const queryString = fill(readFileSync(new URL(file, folder), 'utf8'), { database });
      new athena.CfnNamedQuery(this, file, {
        name: file.replace('.sql', ''),
        description: /^-- (.+)$/m.exec(queryString)?.[1] ?? file,
        database,
        workGroup: name,
        queryString,
      }).addResourceDependency(workgroup);
    }
  }
}

/** `${name}` is ours; `$$` is a dollar that Athena should see. */
function fill(sql: string, values: Record<string, string>): string {
  return sql.replace(/\$(?:\$|\{(\w+)\})/g, (whole, name?: string) => (name ? (values[name] ?? whole) : '$'));
}
