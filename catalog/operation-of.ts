import type { CatalogEntry } from './entry.ts';
import { serviceOf } from './service-of.ts';
import { findOperation, loadShapes, type Operation } from './shapes/load-shapes.ts';

/**
 * The operation of AWS that an entry is about. IAM's name first, for that tells which of two operations with one name;
 * the operation's own where IAM's is no operation: `s3:DeleteObjectVersion`. Undefined where AWS has none.
 */
export function operationOf({
  action,
  operation,
}: Pick<CatalogEntry, 'action' | 'operation'>): Operation | undefined {
  const shapes = loadShapes(serviceOf(action));
  return shapes && (findOperation(shapes, action) ?? findOperation(shapes, operation));
}
