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
import { parametersSchema } from '../../../../catalog/cedar-type.ts';
import { cedarSchema, knownActions, toCedar } from '../../../../catalog/generate/cedar-schema.ts';
import type { JsonObject } from '../../../../core/lib/json.ts';
import { anyParameters } from '../any-parameters.ts';

const catalog = catalogWith();
const derived = {
  account: '111122223333',
  region: 'eu-central-1',
  environment: 'prod',
  stated: { reason: 'the nightly export failed' },
};

describe('the Cedar schema', () => {
  const schema = cedarSchema(catalog);
  const messagesFor = (policy: string): string[] => {
    const answer = validate({ schema, policies: { staticPolicies: { p: policy } } });
    return answer.type === 'success'
      ? answer.validationErrors.map(({ error }) => `${error.message} ${error.help}`)
      : ['?'];
  };

  it('is one that Cedar takes', () => {
    expect(checkParseSchema(schema)).toEqual({ type: 'success' });
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

  it('shows no secret to policies', () => {
    const [message] =
      messagesFor(`permit (principal, action == Action::"secretsmanager:PutSecretValue", resource)
      when { context.parameters.SecretString == "guess" };`);
    expect(message).toContain('SecretString');
  });

  it('names every action that a policy may name', () => {
    expect(Object.keys(knownActions(catalog))).toEqual(catalog.entries.map(({ action }) => action));
  });
});

describe('what Cedar gets of the parameters', () => {
  const schemaName = 'catalog';
  preparseSchema(schemaName, cedarSchema(catalog));
  preparsePolicySet(schemaName, { staticPolicies: {} });

  const problemsOf = (action: string, parameters: JsonObject) => {
    const answer = statefulIsAuthorized({
      principal: { type: 'Agent', id: 'etl' },
      action: { type: 'Action', id: action },
      resource: { type: 'Resource', id: 'arn:aws:s3:::x' },
      context: { ...derived, parameters: toCedar(catalog, action, parameters) },
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

  it.each(catalog.entries)('always fits the schema: $action', (entry) => {
    expect(problemsOf(entry.action, entry.example.parameters)).toEqual([]);
    fc.assert(
      fc.property(anyParameters(parametersSchema(entry)), (parameters) => {
        expect(problemsOf(entry.action, parameters)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('leaves out decimals, free-form maps and secrets, and keeps the rest', () => {
    expect(
      toCedar(catalog, 'glue:StartJobRun', {
        JobName: 'j',
        MaxCapacity: 2.5,
        Arguments: { '--a': 'b' },
        Timeout: 5,
      }),
    ).toEqual({ JobName: 'j', Timeout: 5 });
    expect(
      toCedar(catalog, 'iam:CreateLoginProfile', {
        UserName: 'u',
        Password: 'p',
        PasswordResetRequired: true,
      }),
    ).toEqual({ UserName: 'u', PasswordResetRequired: true });
    expect(
      toCedar(catalog, 'ec2:ModifyInstanceAttribute', { InstanceId: 'i', UserData: { Value: 'eA==' } }),
    ).toEqual({ InstanceId: 'i', UserData: {} });
  });

  it('is nothing for an action that nobody knows', () => {
    expect(toCedar(catalog, 'iam:Nothing', { RoleName: 'x' })).toEqual({});
  });
});
