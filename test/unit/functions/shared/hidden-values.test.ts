import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import type { Catalog, CatalogEntry } from '../../../../catalog/entry.ts';
import type { Json, JsonObject } from '../../../../core/lib/json.ts';
import { segmentsOf } from '../../../../core/lib/json-pointer.ts';
import { readSubmission } from '../../../../functions/shared/submit/read-submission.ts';
import { etlCaller } from '../../../support/given/requests.ts';

const catalog = catalogWith();

/** The same actions, with sentences that tell all that they are given. */
const talkative = (entry: CatalogEntry): CatalogEntry => ({
  ...entry,
  say: (parameters) => JSON.stringify(parameters),
});
const telling: Catalog = {
  entries: catalog.entries.map(talkative),
  find: (action) => {
    const entry = catalog.find(action);
    return entry && talkative(entry);
  },
};

function read({ action, example }: CatalogEntry) {
  const context = {
    catalog: telling,
    environmentOf: () => 'prod',
    dataEvents: [],
    whyNotCase: () => undefined,
    region: 'eu-central-1',
  };
  const answer = readSubmission(context, etlCaller(), { action, ...example, reason: 'The nightly run.' });
  if (!answer.ok) throw new Error(`${action}: ${answer.problem.detail}`);
  return answer.submission;
}

/** What stands where the pointer leads, all of it where that is a `*`. */
function valuesAt(value: Json | undefined, [segment, ...rest]: string[]): Json[] {
  if (value === undefined) return [];
  if (segment === undefined) return [value];
  if (typeof value !== 'object' || value === null) return [];
  if (segment === '*') return Object.values(value).flatMap((item: Json) => valuesAt(item, rest));
  return valuesAt((value as JsonObject)[segment], rest);
}

const secretsIn = ({ secrets, example }: CatalogEntry): Json[] =>
  Object.keys(secrets).flatMap((pointer) => valuesAt(example.parameters, segmentsOf(pointer)));

describe('a submission with a secret in its parameters', () => {
  const withSecrets = catalog.entries.filter((entry) => secretsIn(entry).length > 0);

  it('is found here', () => {
    expect(withSecrets.length).toBeGreaterThan(3);
  });

  it.each(withSecrets)('keeps it for policy alone: $action', (entry) => {
    const { facts, shown, sentence } = read(entry);
    expect(facts.parameters).toEqual(entry.example.parameters);
    expect(shown).not.toEqual(entry.example.parameters);
    expect(sentence).toBe(JSON.stringify(shown));
    expect(sentence).toContain('[hidden: ');
    for (const secret of secretsIn(entry)) expect(sentence).not.toContain(JSON.stringify(secret));
  });
});
