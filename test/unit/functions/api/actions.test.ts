import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CatalogEntry } from '../../../../catalog/entry.ts';
import type { ListedAction } from '../../../../catalog/listed-action.ts';
import { catalog } from '../../../support/given/catalog.ts';
import { memorySystem } from '../../../support/memory-system.ts';

const system = memorySystem();
const ask = (query: Record<string, string> = {}) => system.call({ route: 'GET /v1/actions', query });
const show = (service: string, operation: string) =>
  system.call({ route: 'GET /v1/actions/{service}/{operation}', path: { service, operation } });

async function found(query: Record<string, string> = {}): Promise<ListedAction[]> {
  const { status, body } = await ask(query);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.actions as ListedAction[];
}
const namesOf = (actions: readonly ListedAction[]): string[] => actions.map(({ action }) => action);

/** By asking for one page after the other. */
async function allPages(query: Record<string, string>): Promise<string[]> {
  const names: string[] = [];
  for (let after: string | undefined = ''; after !== undefined; ) {
    const { body } = await ask({ ...query, ...(after === '' ? {} : { after }) });
    names.push(...namesOf(body.actions as ListedAction[]));
    after = body.next as string | undefined;
  }
  return names;
}
const curated: string[] = catalog.entries.map(({ action }: CatalogEntry) => action).sort();

describe('the list of actions', () => {
  it('is small by default: fifty of them, each with what people would read, and where the next begin', async () => {
    const { body } = await ask();
    const actions = body.actions as ListedAction[];
    expect(namesOf(actions)).toEqual(curated.slice(0, 50));
    expect(body.next).toBe(curated[49]);
    expect(JSON.stringify(body).length).toBeLessThan(30_000);
    const [attach] = await found({ search: 'iam:AttachRolePolicy' });
    expect(attach).toEqual({
      action: 'iam:AttachRolePolicy',
      groups: ['privilege-escalation'],
      curated: true,
      readOnly: false,
      reversible: true,
      resource: 'arn:{partition}:iam::{account}:role/{RoleName}',
      says: 'Attach AdministratorAccess to role etl-runner',
    });
  });

  it('has every action once, whatever the size of a page', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 40, max: 200 }), async (limit) => {
        expect(await allPages({ limit: String(limit) })).toEqual(curated);
      }),
      { numRuns: 5 },
    ));

  it('goes on behind a name that is there no longer', async () => {
    const [first] = await found({ after: `${curated[7]}-` });
    expect(first?.action).toBe(curated[8]);
  });

  it('has no next page where the last action is on this one', async () => {
    const { body } = await ask({ service: 'terraform', limit: '1' });
    expect(body.actions).toHaveLength(1);
    expect(body).not.toHaveProperty('next');
  });

  it.each([
    ['of the name, in any case', 'createdbsnapshot', 'rds:CreateDBSnapshot'],
    ['of a group', 'data-export CreateDBSnapshot', 'rds:CreateDBSnapshot'],
    ['of the sentence', 'AdministratorAccess etl-runner', 'iam:AttachRolePolicy'],
    ['that the API uses, where IAM has another', 'PutBucketReplication', 's3:PutReplicationConfiguration'],
  ])('is searched by words %s', async (_, search, action) => {
    expect(namesOf(await found({ search }))).toContain(action);
  });

  it('has what has all of the words', async () => {
    const [one, other] = ['snapshot', 'data-export'];
    const both = namesOf(await found({ search: ` ${one}  ${other} `, limit: '200' }));
    expect(both.length).toBeGreaterThan(0);
    expect(both.length).toBeLessThan((await found({ search: one, limit: '200' })).length);
    expect(await found({ search: 'no such thing' })).toEqual([]);
  });

  it('has the operations of a service that nobody has described, where it is asked for them', async () => {
    expect(namesOf(await found({ service: 'glue', limit: '200' }))).not.toContain('glue:CreateClassifier');
    const all = await allPages({ service: 'glue', uncurated: 'true' });
    expect(all).toEqual(expect.arrayContaining(['glue:CreateClassifier', 'glue:CreateJob']));
    expect(all).toEqual([...new Set(all)].sort());
    const [classifier] = await found({ service: 'glue', uncurated: 'true', search: 'CreateClassifier' });
    expect(classifier).toMatchObject({ curated: false, says: 'Call CreateClassifier of glue' });
    expect(await found({ service: 'glue', uncurated: 'false', search: 'CreateClassifier' })).toEqual([]);
  });

  it.each<[string, Record<string, string>, string, string]>([
    [
      'a misspelt parameter',
      { serach: 'x' },
      'serach',
      'This parameter is not known; did you mean "search"?',
    ],
    ['a name of JavaScript', { constructor: '1' }, 'constructor', 'This parameter is not known'],
    ['its prototype', JSON.parse('{"__proto__":"1"}'), '__proto__', 'This parameter is not known'],
    ['a page of nothing', { limit: '0' }, 'limit', 'limit must be at least 1.'],
    ['a page of everything', { limit: '201' }, 'limit', 'limit must be at most 200.'],
    ['a number that is none', { limit: '1e2' }, 'limit', 'limit must be a number, not a text.'],
    ['no truth value', { service: 'rds', uncurated: 'yes' }, 'uncurated', 'uncurated must be true or false'],
    ['a word without end', { search: 'x'.repeat(201) }, 'search', 'search must have at most 200 characters.'],
    ['everything of every service', { uncurated: 'true' }, 'service', 'send service as well'],
    ['a misspelt service', { service: 'rdss' }, 'service', 'Did you mean rds?'],
    ['no service', { service: '../../etc' }, 'service', 'Send its prefix in IAM, such as rds.'],
  ])('refuses %s, and says why', async (_, query, field, why) => {
    const { status, body } = await ask(query);
    expect([status, body.type, body.field]).toEqual([422, 'urn:countersign:problem:bad-field', field]);
    expect(body.detail).toContain(why);
  });
});

describe('one action', () => {
  it('is shown with all that is needed to ask for it', async () => {
    const { status, body } = await show('iam', 'AttachRolePolicy');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      action: 'iam:AttachRolePolicy',
      curated: true,
      parameters: {
        type: 'object',
        required: ['RoleName', 'PolicyArn'],
        additionalProperties: false,
        properties: { RoleName: { type: 'string', maxLength: 64 } },
      },
      secrets: {},
      example: { resource: 'arn:aws:iam::111122223333:role/etl-runner' },
    });
  });

  it('can be one that nobody has described', async () => {
    const { status, body } = await show('glue', 'CreateClassifier');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      curated: false,
      groups: ['uncurated-write', 'uncurated'],
      parameters: { properties: { XMLClassifier: { type: 'object' } } },
      example: { parameters: {}, resource: 'arn:aws:glue:eu-central-1:111122223333:*' },
    });
  });

  it.each(curated)('fits what the API says of it, and into an answer with room: %s', async (action) => {
    const [service = '', operation = ''] = action.split(':');
    const { status, body } = await show(service, operation);
    expect([status, body.action]).toEqual([200, action]);
    expect(JSON.stringify(body).length).toBeLessThan(250_000);
  });

  it.each([
    ['a slip', 'iam', 'AttachRolPolicy', 'Did you mean iam:AttachRolePolicy?'],
    ['other case', 'iam', 'attachrolepolicy', 'Did you mean iam:AttachRolePolicy?'],
    ["the API's name", 's3', 'PutBucketReplication', 'Did you mean s3:PutReplicationConfiguration?'],
    ['nothing', 'nothing', 'LikeThis', 'GET /v1/actions lists those that there are.'],
    ['a name of JavaScript', '__proto__', 'constructor', 'An action is asked for as'],
    ['a path', '..', 'CreateUser', 'An action is asked for as'],
  ])('is not there: %s', async (_, service, operation, hint) => {
    const { status, body } = await show(service, operation);
    expect([status, body.type]).toEqual([404, 'urn:countersign:problem:no-such-action']);
    expect(body.detail).toContain(hint);
  });
});
