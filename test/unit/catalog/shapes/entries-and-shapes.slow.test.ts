import { describe, expect, it } from 'vitest';
import { awsActions } from '../../../../catalog/aws/aws-actions.ts';
import { parametersSchema } from '../../../../catalog/cedar-type.ts';
import type { CatalogEntry } from '../../../../catalog/entry.ts';
import { checkInput } from '../../../../catalog/shapes/check-input.ts';
import { findOperation, loadShapes, type Operation } from '../../../../catalog/shapes/load-shapes.ts';
import { withoutShapes } from '../../../../catalog/shapes/service-clients.ts';
import type { Json } from '../../../../core/lib/json.ts';
import { neighboursOf, takenBy } from '../neighbours.ts';
import { wideningPairs, withChanges } from '../widening-pairs.ts';

const prefixOf = ({ action }: CatalogEntry): string => action.split(':')[0] ?? '';
/** Behind the console alone. */
const withoutOperation = ['bedrock:PutFoundationModelEntitlement'];
const shaped = awsActions.filter(
  (entry) => !Object.hasOwn(withoutShapes, prefixOf(entry)) && !withoutOperation.includes(entry.action),
);

function operationOf(entry: CatalogEntry): Operation {
  const shapes = loadShapes(prefixOf(entry));
  const operation = shapes && findOperation(shapes, entry.operation);
  if (!operation) throw new Error(`AWS has no operation ${entry.operation}.`);
  return operation;
}

const scalarsIn = (value: Json): Json[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(scalarsIn) : [value];
const pool = [...new Set(awsActions.flatMap(({ example }) => scalarsIn(example.parameters)))];

/** What is said of an action by hand may close what its shape leaves open, and never take what AWS does not know. */
describe.each(shaped)('$action', (entry) => {
  it('takes nothing that its shape does not take', () => {
    const operation = operationOf(entry);
    const { parameters } = entry.example;
    const variants = wideningPairs
      .filter(({ action }) => action === entry.action)
      .flatMap(({ narrow, wide }) => [narrow, wide].map((changes) => withChanges(parameters, changes)));
    const neighbours = neighboursOf(parametersSchema(entry), parameters, pool, takenBy(entry.parameters));
    for (const taken of [parameters, ...variants, ...neighbours.map((each) => each.parameters)])
      expect(checkInput(operation, taken)).toEqual([]);
  });
});
