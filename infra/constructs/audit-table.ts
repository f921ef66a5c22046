import * as glue from 'aws-cdk-lib/aws-glue';
import type { Construct } from 'constructs';
import { z } from 'zod';
import { auditRowSchema } from '../../core/evidence/audit-row.ts';

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
          columns: Object.entries(auditRowSchema.shape).map(([name, field]) => ({
            name,
            type: columnTypeOf(field),
          })),
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

/** A row is flat: texts, whole numbers and lists of texts. */
function columnTypeOf(field: z.core.$ZodType): string {
  if (field instanceof z.ZodNullable) return columnTypeOf(field.def.innerType);
  if (field instanceof z.ZodArray) return `array<${columnTypeOf(field.element)}>`;
  if (field instanceof z.ZodString) return 'string';
  if (field instanceof z.ZodNumber || field instanceof z.ZodLiteral) return 'int';
  throw new Error(`A column of Athena cannot be a ${field._zod.def.type}: give it a type in audit-table.ts.`);
}
