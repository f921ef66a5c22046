import { expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import { parseArn } from '../../../../core/lib/arn.ts';
import { exampleIn } from '../../../../local/deployment/example-in.ts';

const account = '123456789012';
const { entries } = catalogWith();

it('every example of the catalog can stand in another account', () => {
  const moved = entries.map((entry) => ({ entry, example: exampleIn(account, entry) }));
  const elsewhere = moved.filter(
    ({ example }) => ![account, 'aws', ''].includes(parseArn(example.resource)?.account ?? 'not an ARN'),
  );
  expect(elsewhere.map(({ entry }) => entry.action)).toEqual([]);
  // The resource still follows from the parameters: both have moved.
  const location = { account, region: 'eu-central-1', partition: 'aws' };
  const apart = moved.filter(({ entry, example }) => {
    const at = { ...location, region: parseArn(example.resource)?.region || location.region };
    return entry.arn(entry.parameters.parse(example.parameters), at) !== example.resource;
  });
  expect(apart.map(({ entry }) => entry.action)).toEqual([]);
});
