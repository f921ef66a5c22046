import { z } from 'zod';
import { auditRowSchema } from './audit-row.ts';

/** A row is flat: texts, whole numbers and lists of texts. */
export type ColumnType = 'text' | 'integer' | 'texts';

/** The columns of the trail in their order, for whoever lays a table over it. */
export const auditColumns: Readonly<Record<string, ColumnType>> = Object.fromEntries(
  Object.entries(auditRowSchema.shape).map(([name, field]) => [name, columnTypeOf(field)]),
);

function columnTypeOf(field: z.core.$ZodType): ColumnType {
  if (field instanceof z.ZodNullable) return columnTypeOf(field.def.innerType);
  if (field instanceof z.ZodArray) return 'texts';
  return field instanceof z.ZodString ? 'text' : 'integer';
}
