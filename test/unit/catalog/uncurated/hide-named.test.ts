import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import { memberSoundsSecret, soundsSecret } from '../../../../catalog/secret-names.ts';
import type { Json, JsonObject } from '../../../../core/lib/json.ts';
import { mapTextAt } from '../../../../core/lib/json-pointer.ts';
import { hidden } from '../../../../core/lib/redact.ts';

const { find } = catalogWith();
function hide(action: string, parameters: JsonObject): JsonObject {
  const entry = find(action);
  if (!entry || entry.curated) throw new Error(`${action} is not one that nobody has described.`);
  return entry.hide(parameters);
}
const secret = 'correct-horse-battery';
const asHidden = hidden('its name sounds like a secret');

const container = (rest: JsonObject): JsonObject => ({
  serviceName: 'shop',
  containers: { web: { image: 'shop:1', ...rest } },
});

describe('a value that is known as a secret only by the name beside it', () => {
  it.each<[where: string, action: string, parameters: JsonObject, pointer: string]>([
    [
      'in a map, as a property of a connection',
      'glue:UpdateConnection',
      { Name: 'c', ConnectionInput: { Name: 'c', ConnectionProperties: { ENCRYPTED_PASSWORD: secret } } },
      '/ConnectionInput/ConnectionProperties/ENCRYPTED_PASSWORD',
    ],
    [
      'in a map in a map, as a variable',
      'lightsail:CreateContainerServiceDeployment',
      container({ environment: { REGION: 'eu', SLACK_TOKEN: secret } }),
      '/containers/web/environment/SLACK_TOKEN',
    ],
    [
      'in a list of names and values',
      'gamelift:UpdateContainerGroupDefinition',
      {
        Name: 'g',
        GameServerContainerDefinition: {
          EnvironmentOverride: [
            { Name: 'REGION', Value: 'eu' },
            { Name: 'DB_CONNECTION_STRING', Value: secret },
          ],
        },
      },
      '/GameServerContainerDefinition/EnvironmentOverride/1/Value',
    ],
    [
      'as a parameter of a template',
      'cloudformation:EstimateTemplateCost',
      { TemplateURL: 'u', Parameters: [{ ParameterKey: 'DbPassword', ParameterValue: secret }] },
      '/Parameters/0/ParameterValue',
    ],
    [
      'in a structure that holds itself',
      'emr-serverless:UpdateApplication',
      {
        applicationId: 'a',
        runtimeConfiguration: [
          {
            classification: 'x',
            configurations: [{ classification: 'y', properties: { 'fs.s3.secret': secret } }],
          },
        ],
      },
      '/runtimeConfiguration/0/configurations/0/properties/fs.s3.secret',
    ],
    [
      'behind an option',
      'lightsail:CreateContainerServiceDeployment',
      container({ command: ['serve', '--auth-token', secret] }),
      '/containers/web/command/2',
    ],
    [
      'as an assignment',
      'lightsail:CreateContainerServiceDeployment',
      container({ command: ['serve', `API_SECRET=${secret}`] }),
      '/containers/web/command/1',
    ],
  ])('is hidden, and said to be: %s', (_, action, parameters, pointer) => {
    const shown = hide(action, parameters);
    expect(shown).toEqual(mapTextAt(parameters, pointer, () => asHidden));
    expect(JSON.stringify(shown)).not.toContain(secret);
  });

  it('is hidden whole, whatever it is made of', () => {
    const rule = (apiToken: Json): JsonObject => ({
      ...{ analyzerName: 'a', ruleName: 'r' },
      filter: { status: { eq: ['ACTIVE'] }, apiToken },
    });
    expect(hide('access-analyzer:CreateArchiveRule', rule({ eq: [secret] }))).toEqual(rule(asHidden));
  });

  it('is hidden in one go, however many there are', () => {
    const names = Array.from({ length: 3_000 }, (_, at) => `TOKEN_NO${at}`);
    let walks = 0;
    const environment = new Proxy(Object.fromEntries(names.map((name) => [name, secret])), {
      ownKeys(target) {
        walks += 1;
        return Reflect.ownKeys(target);
      },
    });
    const shown = hide('lightsail:CreateContainerServiceDeployment', container({ environment }));
    expect(JSON.stringify(shown)).not.toContain(secret);
    // To look for what AWS calls secret, and for names; not one for each of them.
    expect(walks).toBeLessThan(10);
  });

  it('is shown where the name says which one, how many or where', () => {
    const environment = { SECRET_ARN: 'a', TOKEN_URL: 'b', MAX_TOKENS: '5', PUBLIC_KEY: 'c', TOKEN_TTL: '9' };
    const parameters = container({ environment });
    expect(hide('lightsail:CreateContainerServiceDeployment', parameters)).toEqual(parameters);
  });
});

describe('a name that anybody may make up', () => {
  const words = [
    ...['password', 'passwd', 'pwd', 'passphrase', 'secret', 'token', 'credential', 'credentials'],
    ...['private key', 'api key', 'access key', 'signing key', 'connection string', 'authorization'],
  ].map((word) => word.split(' '));
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  const spellings: ((words: readonly string[]) => string)[] = [
    (all) => all.join('_').toUpperCase(),
    (all) => all.join('-'),
    (all) => `--${all.join('-')}`,
    (all) => all.join('.'),
    (all) => all.map(capital).join(''),
    (all) => [all[0] ?? '', ...all.slice(1).map(capital)].join(''),
    (all) => all.map(capital).join(' '),
  ];

  it('sounds like a secret in every spelling, with whatever before it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('db', 'client', 'request', 'http', 'next', 'prod', 'etl'), { maxLength: 2 }),
        fc.constantFrom(...words),
        fc.constantFrom(...spellings),
        (before, word, spell) => {
          const name = spell([...before, ...word]);
          expect([name, soundsSecret(name)]).toEqual([name, true]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('sounds like none where it only says which, where or how many', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('password', 'secret', 'token', 'credentials'),
        fc.constantFrom('id', 'arn', 'name', 'url', 'version', 'policy', 'limit', 'count', 'endpoint'),
        fc.constantFrom(...spellings),
        (word, about, spell) => {
          const name = spell([word, about]);
          expect([name, soundsSecret(name)]).toEqual([name, false]);
        },
      ),
    );
    for (const name of ['REGION', 'keyword', 'PUBLIC_KEY', 'kmsKey', 'Key', 'max_tokens', 'author'])
      expect([name, soundsSecret(name)]).toEqual([name, false]);
  });

  it('is taken for a secret sooner than a member of AWS, which is what its name says', () => {
    for (const name of ['ClientToken', 'NextToken', 'HttpTokens']) {
      expect([name, memberSoundsSecret(name)]).toEqual([name, false]);
      expect([name, soundsSecret(name)]).toEqual([name, true]);
    }
  });
});
