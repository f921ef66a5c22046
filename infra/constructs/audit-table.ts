import * as glue from 'aws-cdk-lib/aws-glue';
import type { Construct } from 'constructs';
import { auditColumns, type ColumnType } from '../../core/evidence/audit-columns.ts';

export interface AuditTableProps {
  account: string;
  database: string;
  bucketName: string;
}

/** The sealed records as a table. Partitions are computed from the names of the objects: no crawler, no repair. */
export class AuditTable extends glue.CfnTable {
  constructor(scope: Construct, id: string, { account, database, bucketName }: AuditTableProps) {
    const location = `s3://${bucketName}/records/`;
    super(scope, id, {
      catalogId: account,
      databaseName: database,
      tableInput: {
        name: 'sealed_records',
        description: 'Countersign: every record of the audit trail; one may be sealed twice, record_id tells',
        tableType: 'EXTERNAL_TABLE',
        partitionKeys: [
          { name: 'dt', type: 'string' },
          { name: 'hh', type: 'string' },
        ],
        storageDescriptor: {
          columns: Object.entries(auditColumns).map(([name, type]) => ({ name, type: glueTypes[type] })),
          location,
          inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
          outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
          serdeInfo: { serializationLibrary: 'org.openx.data.jsonserde.JsonSerDe' },
        },
        parameters: {
          EXTERNAL: 'TRUE',
          'projection.enabled': 'true',
          'projection.dt.type': 'date',
          'projection.dt.format': 'yyyy-MM-dd',
          'projection.dt.range': '2026-01-01,NOW',
          'projection.hh.type': 'integer',
          'projection.hh.range': '0,23',
          'projection.hh.digits': '2',
          // Athena's own placeholders, which it fills for each hour.
          'storage.location.template': `${location}dt=\${dt}/hh=\${hh}/`,
        },
      },
    });
  }
}

const glueTypes: Readonly<Record<ColumnType, string>> = {
  text: 'string',
  integer: 'int',
  texts: 'array<string>',
};
