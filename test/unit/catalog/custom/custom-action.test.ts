import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import {
  type CustomAction,
  customActionSchema,
  customActionsSchema,
  customEntry,
} from '../../../../catalog/custom/custom-action.ts';
import { checkResource } from '../../../../catalog/location.ts';
import { parseArn } from '../../../../core/lib/arn.ts';
import { readShape } from '../../../../core/lib/read-shape.ts';

const release = {
  action: 'ship:release',
  sentence: 'Ship {release} to {cluster}',
  parameters: {
    release: { type: 'string', pattern: '[a-z0-9.]+' },
    cluster: { type: 'string', enum: ['shop', 'blog'] },
    hosts: { type: 'list', maxItems: 2, optional: true },
    canary: { type: 'integer', minimum: 0, maximum: 100, optional: true },
    force: { type: 'boolean', optional: true, description: 'Past failing checks' },
    token: { type: 'string', optional: true },
  },
  resource: '{cluster}/releases',
  groups: ['code-change'],
  secrets: { '/token': 'a token' },
  reversible: true,
  example: { release: '1.2', cluster: 'shop' },
};
const place = { account: '111122223333' };
const entryOf = (changes: object = {}) => customEntry(customActionSchema.parse({ ...release, ...changes }));
const mistakesIn = (changes: object): string[] =>
  faultsOf(readShape(customActionSchema, { ...release, ...changes }));
const faultsOf = (read: ReturnType<typeof readShape>): string[] =>
  read.ok ? [] : read.faults.map(({ path, message }) => `${path.join('.')}: ${message}`);
const location = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };

describe('an action of a deployment', () => {
  const entry = entryOf();
  const accepts = (parameters: object): boolean =>
    entry.parameters.safeParse({ ...release.example, ...parameters }).success;

  it('reads as its template says', () => {
    expect(entry.say({ release: '1.2', cluster: 'shop' }, place)).toBe('Ship 1.2 to shop');
    expect(entry.say({ release: '1\u202E2', cluster: 'shop' }, place)).toBe('Ship 1\\u{202E}2 to shop');
  });

  it('names its resource under the name of Countersign', () => {
    expect(entry.arn({ cluster: 'shop' }, location)).toBe(
      'arn:aws:countersign:eu-central-1:111122223333:ship/shop/releases',
    );
    expect(checkResource(entry, release.example, entry.example.resource, location)).toMatchObject({
      ok: true,
    });
  });

  it('holds its parameters to their types and limits', () => {
    expect(accepts({ hosts: ['a', 'b'], canary: 100, force: true, token: 'x' })).toBe(true);
    for (const wrong of [
      { release: 'A' },
      { release: '1.2\n' },
      { cluster: 'bank' },
      { hosts: ['a', 'b', 'c'] },
      { hosts: [1] },
      { canary: 101 },
      { canary: 0.5 },
      { force: 'yes' },
      { release: undefined },
      { surprise: 1 },
    ]) {
      expect(accepts(wrong), JSON.stringify(wrong)).toBe(false);
    }
  });

  it('stands in its groups, and in those that follow from its flags', () => {
    expect(entry.groups).toEqual(['code-change']);
    expect(entryOf({ reversible: false }).groups).toEqual(['code-change', 'irreversible']);
  });

  it('is in the catalog beside those that every deployment has', () => {
    const catalog = catalogWith(customActionsSchema.parse({ actions: [release] }));
    for (const action of [
      'ship:release',
      'terraform:apply',
      'deploy:release',
      'data:export',
      'model:retrain',
    ]) {
      expect(catalog.find(action)?.action).toBe(action);
    }
  });

  it('cannot take the location of one that is there', () => {
    const again = { ...release, action: 'deploy:release' };
    expect(() => catalogWith(customActionsSchema.parse({ actions: [again] }))).toThrow(
      'two entries for deploy:release',
    );
  });

  it('reads the same after it was written into a bundle', () => {
    const once = customActionsSchema.parse({ actions: [release] });
    expect(customActionsSchema.parse(JSON.parse(JSON.stringify(once)))).toEqual(once);
  });

  it('may have a parameter that is the command line of who runs it, which its sentence tells whole', () => {
    const words = { type: 'list', ordered: true };
    const ship = entryOf({
      sentence: 'Ship {release} to {cluster} by {run}',
      parameters: { ...release.parameters, run: words },
      command: 'run',
      example: { ...release.example, run: ['./ship'] },
    });
    expect(ship.command).toBe('run');
    const run = ['./ship', '--to', 'shop', '--note', "it's a b", '--force', '1.2'];
    expect(ship.say({ ...release.example, run }, place)).toBe(
      `Ship 1.2 to shop by ./ship --to shop --note 'it'\\''s a b' --force 1.2`,
    );
    expect(entryOf().command).toBeUndefined();
  });

  it('gives two different values two different resources, each an ARN', () => {
    const free = entryOf({
      parameters: { release: { type: 'string' }, cluster: { type: 'string' } },
      secrets: {},
      resource: '{cluster}/{release}',
    });
    expect(free.arn({ cluster: '*', release: 'a/b?(~)' }, location)).toMatch(
      /:ship\/%2A\/a%2Fb%3F%28%7E%29$/,
    );
    const word = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
    fc.assert(
      fc.property(word, word, word, word, (cluster, release, otherCluster, otherRelease) => {
        const one = free.arn({ cluster, release }, location);
        const other = free.arn({ cluster: otherCluster, release: otherRelease }, location);
        expect(parseArn(one)).toBeDefined();
        expect(one === other).toBe(cluster === otherCluster && release === otherRelease);
        expect(one).not.toMatch(/[*?]/);
      }),
    );
  });
});

describe('a definition is refused, with the field, where', () => {
  it.each<[what: string, changes: object, mistake: RegExp]>([
    ['its name is a service of AWS', { action: 'iam:release' }, /^action: iam is a service of AWS/],
    ['its command is no parameter', { command: 'run' }, /^command: run is not a parameter/],
    ['its command has no order', { command: 'hosts' }, /^command: hosts must be a list .* `ordered: true`/],
    ['its command is one text', { command: 'release' }, /^command: release must be a list/],
    [
      'nobody could read its command',
      {
        parameters: { ...release.parameters, run: { type: 'list', ordered: true, optional: true } },
        secrets: { '/run/*': 'words' },
        command: 'run',
      },
      /^command: run is a secret/,
    ],
    ['its name is none', { action: 'Ship Release' }, /^action: must be `name:verb`/],
    [
      'its sentence names no parameter',
      { sentence: 'Ship {relaese}' },
      /^sentence: \{relaese\} is not a parameter/,
    ],
    [
      'its sentence names what may be missing',
      { sentence: 'Ship {force}' },
      /^sentence: \{force\} is optional/,
    ],
    [
      'its sentence would say a secret',
      { secrets: { '/release': 'a token' } },
      /^sentence: \{release\} is a secret/,
    ],
    [
      'its resource names no parameter',
      { resource: '{toString}' },
      /^resource: \{toString\} is not a parameter/,
    ],
    ['its resource could hold a wildcard', { resource: '{cluster}/*' }, /^resource: may hold letters/],
    [
      'a secret is not a parameter',
      { secrets: { '/password': 'a password' } },
      /^secrets: \/password is not a parameter/,
    ],
    ...['account', 'region', 'partition'].map((name): [string, object, RegExp] => [
      `a parameter is named ${name}, which its resource would not hold`,
      { parameters: { ...release.parameters, [name]: { type: 'string', optional: true } } },
      new RegExp(`^parameters: ${name} stands for where it happens`),
    ]),
    ['it stands in no group', { groups: [] }, /^groups: name at least one group/],
    ['a group is misspelt beyond reading', { groups: ['Code Change'] }, /^groups\.0: a group is lower case/],
    ['its example is none', { example: { release: '1.2' } }, /^example: is not a valid request/],
    [
      'it has a field that nobody reads',
      { readonly: true },
      /readonly: is not known; did you mean "readOnly"\?/,
    ],
    [
      'a pattern is not an expression',
      { parameters: { ...release.parameters, release: { type: 'string', pattern: '[a' } } },
      /^parameters\.release\.pattern: must be a regular expression/,
    ],
    [
      'a list stands in its resource',
      {
        parameters: { ...release.parameters, cluster: { type: 'list' } },
        example: { release: '1', cluster: [] },
      },
      /^resource: \{cluster\} is a list/,
    ],
  ])('%s', (_, changes, mistake) => {
    expect(mistakesIn(changes)).toEqual(expect.arrayContaining([expect.stringMatching(mistake)]));
  });

  it('nothing is said of a good one', () => {
    expect(mistakesIn({})).toEqual([]);
  });

  it('its name is one that Countersign keeps for itself', () => {
    const { error } = customActionsSchema.safeParse({
      actions: [{ ...release, action: 'countersign:selftest' }],
    });
    expect(error?.issues).toEqual([
      expect.objectContaining({
        path: ['actions', 0, 'action'],
        message: 'countersign: is what Countersign itself offers; choose another name',
      }),
    ]);
  });

  it('a resource is a prefix of its name, so nothing of AWS can be meant', () => {
    const { resource } = entryOf({} satisfies Partial<CustomAction>);
    expect(resource).toBe('arn:{partition}:countersign:{region}:{account}:ship/{cluster}/releases');
  });
});

describe('the action of the self-test', () => {
  it('stands in every catalog, changes nothing and is in no group that starter policies allow', () => {
    const entry = catalogWith().find('countersign:selftest');
    expect(entry).toMatchObject({ readOnly: true, groups: ['self-test'], iamActions: [] });
    expect(entry?.arn({ test: '3f9c1d4e8b7a' }, location)).toBe(
      'arn:aws:countersign:eu-central-1:111122223333:countersign/3f9c1d4e8b7a',
    );
  });
});
