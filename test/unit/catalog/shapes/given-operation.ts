import {
  findOperation,
  loadShapes,
  type Operation,
  type ServiceShapes,
} from '../../../../catalog/shapes/load-shapes.ts';

export async function givenShapes(prefix: string): Promise<ServiceShapes> {
  const shapes = await loadShapes(prefix);
  if (!shapes) throw new Error(`There are no shapes of ${prefix}.`);
  return shapes;
}

/** `s3:PutBucketPolicy`. */
export async function givenOperation(name: string): Promise<Operation> {
  const operation = findOperation(await givenShapes(name.split(':')[0] ?? ''), name);
  if (!operation) throw new Error(`There is no operation ${name}.`);
  return operation;
}
