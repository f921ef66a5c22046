import {
  checkParseSchema,
  preparsePolicySet,
  preparseSchema,
  statefulIsAuthorized,
  validate,
} from '@cedar-policy/cedar-wasm/nodejs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import { type CedarType, cedarTypeOf, parametersSchema } from '../../../../catalog/cedar-type.ts';
import { cedarSchema, knownActions, toCedar } from '../../../../catalog/generate/cedar-schema.ts';
import { uncuratedGroups } from '../../../../catalog/uncurated/uncurated-groups.ts';
import type { Json, JsonObject } from '../../../../core/lib/json.ts';
import { runs, someOf } from '../../../support/all.ts';
import { anyParameters } from '../any-parameters.ts';

const catalog = catalogWith();
const derived = {
  account: '111122223333',
  region: 'eu-central-1',
  environment: 'prod',
  stated: { reason: 'the nightly export failed' },
};

const messagesFor = (policy: string): string[] => {
  // Of the actions that it names: to read the whole takes Cedar half a second.
  const actions = new Set([...policy.matchAll(/Action::"([^"]+)"/g)].map(([, action = '']) => action));
  const schema = cedarSchema(catalog, { actions, typed: actions });
  const answer = validate({ schema, policies: { staticPolicies: { p: policy } } });
  return answer.type === 'success'
    ? answer.validationErrors.map(({ error }) => `${error.message} ${error.help}`)
    : ['?'];
};

describe('the Cedar schema', () => {
  it('is one that Cedar takes', () => {
    expect(checkParseSchema(cedarSchema(catalog))).toEqual({ type: 'success' });
  });

  it('can be had in part: of some actions, and with the parameters of fewer', () => {
    const part = cedarSchema(catalog, {
      actions: new Set(['s3:DeleteBucket', 'iam:CreateUser']),
      typed: new Set(['iam:CreateUser']),
    });
    expect(checkParseSchema(part)).toEqual({ type: 'success' });
    const [, ...declared] = part.split('appliesTo');
    expect(declared).toHaveLength(2 + Object.keys(uncuratedGroups).length);
    expect(part).toContain('"UserName": String');
    expect(part).not.toContain('"Bucket"');
  });

  it('lets policies look into typed parameters', () => {
    expect(
      messagesFor(`permit (principal, action == Action::"rds:StartExportTask", resource)
        when { context.parameters.S3BucketName == "exports" && resource.account == context.account };`),
    ).toEqual([]);
  });

  it('lets policies look into what a list holds', () => {
    expect(
      messagesFor(`forbid (principal in AgentGroup::"batch", action == Action::"ec2:TerminateInstances", resource)
        when { context.parameters.InstanceIds.contains("i-0123456789abcdef0") };`),
    ).toEqual([]);
  });

  it('finds a misspelt parameter, and offers the right one', () => {
    const [message] = messagesFor(`permit (principal, action == Action::"s3:DeleteBucket", resource)
      when { context.parameters.Bukcet == "x" };`);
    expect(message).toContain('Bukcet');
    expect(message).toContain('Bucket');
  });

  it('finds a parameter of the wrong type, and one that may be missing', () => {
    const inWhen = (condition: string) =>
      messagesFor(
        `permit (principal, action == Action::"ec2:RunInstances", resource) when { ${condition} };`,
      );
    expect(inWhen('context.parameters.MaxCount == "3"')).not.toEqual([]);
    expect(inWhen('context.parameters.ImageId == "ami-0"')).not.toEqual([]);
    expect(inWhen('context.parameters has ImageId && context.parameters.ImageId == "ami-0"')).toEqual([]);
  });

  it('has no type for a decimal', () => {
    const [message] = messagesFor(`forbid (principal, action == Action::"glue:StartJobRun", resource)
      when { context.parameters.MaxCapacity > 2 };`);
    expect(message).toContain('MaxCapacity');
  });

  it('shows no secret to policies', () => {
    const [message] =
      messagesFor(`permit (principal, action == Action::"secretsmanager:PutSecretValue", resource)
      when { context.parameters.SecretString == "guess" };`);
    expect(message).toContain('SecretString');
  });

  it('names every action that a policy may name', () => {
    expect(Object.keys(knownActions(catalog))).toEqual([
      ...catalog.entries.map(({ action }) => action),
      ...Object.keys(uncuratedGroups),
    ]);
  });
});

const account = '111122223333';

describe('what Cedar gets of the parameters', () => {
  const schemaName = 'catalog';
  preparseSchema(schemaName, cedarSchema(catalog));
  preparsePolicySet(schemaName, { staticPolicies: {} });

  const cedarOf = (action: string, parameters: JsonObject) => toCedar(catalog, action, parameters, account);

  const problemsOf = (action: string, parameters: JsonObject) => {
    const answer = statefulIsAuthorized({
      principal: { type: 'Agent', id: 'etl' },
      action: { type: 'Action', id: action },
      resource: { type: 'Resource', id: 'arn:aws:s3:::x' },
      context: { ...derived, parameters: cedarOf(action, parameters) },
      entities: [],
      preparsedSchemaName: schemaName,
      validateRequest: true,
      preparsedPolicySetId: schemaName,
    });
    return answer.type === 'failure' ? answer.errors.map(({ message }) => message) : [];
  };

  it('is checked here: what does not fit is seen', () => {
    expect(problemsOf('s3:DeleteBucket', {})).toHaveLength(1);
    expect(problemsOf('s3:DeleteBucket', { Bucket: 5 })).toHaveLength(1);
  });

  it.each(someOf(catalog.entries, 4))('always fits the schema: $action', (entry) => {
    expect(problemsOf(entry.action, entry.example.parameters)).toEqual([]);
    fc.assert(
      fc.property(anyParameters(parametersSchema(entry)), (parameters) => {
        expect(problemsOf(entry.action, parameters)).toEqual([]);
      }),
      runs(5, 100, entry.action),
    );
  });

  it('leaves out decimals, free-form maps and secrets, and keeps the rest', () => {
    expect(
      cedarOf('glue:StartJobRun', { JobName: 'j', MaxCapacity: 2.5, Arguments: { '--a': 'b' }, Timeout: 5 }),
    ).toEqual({ JobName: 'j', Timeout: 5 });
    expect(
      cedarOf('iam:CreateLoginProfile', { UserName: 'u', Password: 'p', PasswordResetRequired: true }),
    ).toEqual({ UserName: 'u', PasswordResetRequired: true });
    expect(
      cedarOf('secretsmanager:PutSecretValue', { SecretId: 's', SecretString: 'x', VersionStages: ['a'] }),
    ).toEqual({ SecretId: 's', VersionStages: ['a'] });
  });

  it('is never a decimal where the schema has a Long: the action takes none there', () => {
    let tried = 0;
    for (const entry of catalog.entries)
      for (const parameters of withDecimals(cedarTypeOf(entry), entry.example.parameters)) {
        tried += 1;
        expect([entry.action, entry.parameters.safeParse(parameters).success]).toEqual([entry.action, false]);
      }
    expect(tried).toBeGreaterThan(50);
  });

  it('says of a policy document what it grants, and not how it is written', () => {
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: ['*', 'arn:aws:iam::444455556666:root'] },
        Action: 's3:GetObject',
        Resource: '*',
      },
    });
    expect(cedarOf('s3:PutBucketPolicy', { Bucket: 'b', Policy })).toEqual({
      Bucket: 'b',
      Policy: {
        marks: ['anyone', 'another account', 'every resource', 'no condition'],
        actions: ['s3:getobject'],
        services: ['s3'],
        accounts: ['*', '444455556666'],
      },
    });
    expect(
      messagesFor(`permit (principal, action == Action::"s3:PutBucketPolicy", resource)
        unless { context.parameters.Policy.marks.contains("anyone") };`),
    ).toEqual([]);
    expect(
      messagesFor(`permit (principal, action == Action::"s3:PutBucketPolicy", resource)
        unless { context.parameters.Policy like "*iam:*" };`),
    ).not.toEqual([]);
  });

  it('is nothing for an action that nobody knows', () => {
    expect(cedarOf('iam:Nothing', { RoleName: 'x' })).toEqual({});
  });
});

/** The same value with a half more in one place where policies see a whole number, once for each such place. */
function withDecimals(type: CedarType, value: Json): Json[] {
  if (type.kind === 'Long' && typeof value === 'number') return [value + 0.5];
  if (type.kind === 'Set' && Array.isArray(value))
    return value.flatMap((item, at) =>
      withDecimals(type.element, item).map((other) => value.with(at, other)),
    );
  if (type.kind !== 'Record' || typeof value !== 'object' || value === null || Array.isArray(value))
    return [];
  return [...type.attributes].flatMap(([name, attribute]) =>
    withDecimals(attribute.type, value[name] ?? null).map((other) => ({ ...value, [name]: other })),
  );
}
