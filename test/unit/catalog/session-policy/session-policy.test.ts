import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import type { CatalogEntry } from '../../../../catalog/entry.ts';
import { iamAction } from '../../../../catalog/iam-reference/iam-action.ts';
import { locationOf } from '../../../../catalog/location.ts';
import { maxSessionPolicyLength, sessionPolicy } from '../../../../catalog/session-policy/session-policy.ts';
import type { SessionPolicyDocument } from '../../../../catalog/session-policy/session-statement.ts';
import { oneOfItsTypes } from '../../../../catalog/session-policy/touched-types.ts';
import type { Json, JsonObject } from '../../../../core/lib/json.ts';
import { runs } from '../../../support/all.ts';
import { isAllowed } from './judge.ts';

const { entries, find } = catalogWith();
const ofAws = entries.filter(({ iamActions }) => iamActions.length > 0);
const here = { partition: 'aws', region: 'eu-central-1', account: '111122223333' };
const now = '2026-01-31T12:00:00.000Z';
const inTime = { 'aws:CurrentTime': '2026-01-31T12:00:59Z', 'aws:ViaAWSService': 'false' };
const tooLate = { ...inTime, 'aws:CurrentTime': '2026-01-31T12:01:00Z' };
const byService = { 'aws:CurrentTime': '2026-01-31T12:10:00Z', 'aws:ViaAWSService': 'true' };

const entryOf = (action: string): CatalogEntry => {
  const entry = find(action);
  if (!entry) throw new Error(`There is no ${action}.`);
  return entry;
};

function madeFor(entry: CatalogEntry, parameters: JsonObject, location = here) {
  const made = sessionPolicy(entry, parameters, location, now);
  if (!made.ok) throw new Error(`${entry.action}: ${made.detail}`);
  return made;
}
const policyFor = (action: string, parameters: JsonObject) => madeFor(entryOf(action), parameters);
const exampleOf = (entry: CatalogEntry) =>
  madeFor(entry, entry.example.parameters, locationOf(entry.example.resource, here));
const statementOf = ({ Statement }: SessionPolicyDocument, action: string) =>
  Statement.find(({ Action }) => [Action].flat().includes(action));
const resourcesOf = (document: SessionPolicyDocument, action: string): string[] =>
  [statementOf(document, action)?.Resource ?? []].flat();

/** One that a pattern of the policy names: what IAM would be asked about. */
const thingOf = (pattern: string): string =>
  pattern.replace(/\$\{[*?$]\}|[*?]/g, (found) => (found.length > 1 ? (found[2] ?? '') : 'x'));

const isOfType = (format: string, pattern: string): boolean => {
  const thing = thingOf(pattern);
  return format.split(/,\s*/).some((one) => {
    const source = one
      .replace(/[.+?^()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replace(/\$\{\w+\}/g, '.*');
    return pattern === '*' || new RegExp(`^${source}$`).test(thing);
  });
};

describe('the session policy of an action', () => {
  it.each(ofAws.map((entry) => [entry.action, entry] as const))(
    '%s is on every resource type that IAM requires',
    (action, entry) => {
      const { document } = exampleOf(entry);
      const resources = resourcesOf(document, action);
      const required = iamAction(action)?.resourceTypes.filter((type) => type.required) ?? [];
      const missing = required.filter(({ arn }) => !resources.some((pattern) => isOfType(arn, pattern)));
      if (oneOfItsTypes.has(action)) expect(missing.length).toBeLessThan(required.length);
      else expect(missing.map(({ name }) => name)).toEqual([]);
    },
  );

  it.each(ofAws.map((entry) => [entry.action, entry] as const))(
    '%s allows the example, for a minute, in its account and nothing else',
    (action, entry) => {
      const { document, resourcesUnknown } = exampleOf(entry);
      const things = resourcesOf(document, action).map(thingOf);
      for (const resource of things) {
        expect(isAllowed(document, { action, resource, context: inTime })).toBe(true);
        expect(isAllowed(document, { action, resource, context: tooLate })).toBe(false);
        expect(isAllowed(document, { action: 'iam:CreateUser', resource, context: inTime })).toBe(
          action === 'iam:CreateUser',
        );
      }
      const elsewhere = 'arn:aws:iam::999900009999:role/admin';
      expect(isAllowed(document, { action, resource: elsewhere, context: inTime })).toBe(resourcesUnknown);
    },
  );

  it("hands over no role, and calls nothing in anybody's name, but with a minute or a service", () => {
    for (const entry of ofAws)
      for (const { Condition } of exampleOf(entry).document.Statement)
        expect(Object.keys(Condition)).toContain(Condition.Bool ? 'Bool' : 'DateLessThan');
  });

  it('says where IAM knows no resource, and only there', () => {
    expect(policyFor('iam:UpdateAccountPasswordPolicy', {}).resourcesUnknown).toBe(true);
    expect(exampleOf(entryOf('iam:AttachRolePolicy')).resourcesUnknown).toBe(false);
    for (const entry of ofAws)
      expect(exampleOf(entry).resourcesUnknown).toBe(
        resourcesOf(exampleOf(entry).document, entry.action).includes('*'),
      );
  });

  it('is one text, whatever the order of the parameters', () => {
    const { example } = entryOf('ec2:RunInstances');
    const turned = Object.fromEntries(Object.entries(example.parameters).reverse());
    expect(policyFor('ec2:RunInstances', turned).text).toBe(
      policyFor('ec2:RunInstances', example.parameters).text,
    );
    expect(policyFor('ec2:TerminateInstances', { InstanceIds: ['i-2', 'i-1', 'i-2'] }).text).toBe(
      policyFor('ec2:TerminateInstances', { InstanceIds: ['i-1', 'i-2'] }).text,
    );
  });

  it('is not made where it would be longer than AWS takes', () => {
    const InstanceIds = Array.from({ length: 40 }, (_, index) => `i-${String(index).padStart(17, '0')}`);
    const made = sessionPolicy(entryOf('ec2:TerminateInstances'), { InstanceIds }, here, now);
    expect(made).toMatchObject({ ok: false, code: 'session-policy-too-long' });
    for (const entry of ofAws)
      expect(exampleOf(entry).text.length).toBeLessThanOrEqual(maxSessionPolicyLength);
  });

  it('is not made for an action of our own', () => {
    const custom = { ...entryOf('iam:AttachRolePolicy'), iamActions: [] };
    expect(sessionPolicy(custom, {}, here, now)).toMatchObject({ ok: false, code: 'no-aws-action' });
  });

  it('is not made where a wildcard changes which resource an entry names', () => {
    const entry: CatalogEntry = {
      ...entryOf('iam:AttachRolePolicy'),
      arn: ({ RoleName }) => `arn:aws:iam::111122223333:role/${RoleName === '*' ? 'any' : RoleName}`,
    };
    const made = sessionPolicy(entry, { RoleName: '*', PolicyArn: 'p' }, here, now);
    expect(made).toMatchObject({ ok: false, code: 'unclear-resource' });
  });
});

describe('a launch', () => {
  const { parameters } = entryOf('ec2:RunInstances').example;
  const launch = (more: JsonObject) => policyFor('ec2:RunInstances', { ...parameters, ...more }).document;

  it('is on all seven types that a launch touches, named where they are', () => {
    const document = launch({ KeyName: 'operators', SecurityGroupIds: ['sg-0123456789abcdef0'] });
    expect(resourcesOf(document, 'ec2:RunInstances')).toEqual([
      'arn:aws:ec2:eu-central-1:*:security-group/sg-0123456789abcdef0',
      'arn:aws:ec2:eu-central-1:*:subnet/subnet-0123456789abcdef0',
      'arn:aws:ec2:eu-central-1:111122223333:instance/*',
      'arn:aws:ec2:eu-central-1:111122223333:key-pair/operators',
      'arn:aws:ec2:eu-central-1:111122223333:network-interface/*',
      'arn:aws:ec2:eu-central-1:111122223333:volume/*',
      'arn:aws:ec2:eu-central-1::image/ami-0123456789abcdef0',
    ]);
  });

  it('tags what it makes, and nothing that is there', () => {
    const TagSpecifications = [{ ResourceType: 'volume', Tags: [{ Key: 'team', Value: 'data' }] }];
    expect(statementOf(launch({ TagSpecifications }), 'ec2:CreateTags')).toMatchObject({
      Resource: 'arn:aws:ec2:eu-central-1:111122223333:volume/*',
      Condition: { StringEquals: { 'ec2:CreateAction': 'RunInstances' } },
    });
    expect(statementOf(launch({}), 'ec2:CreateTags')).toBeUndefined();
  });

  it('hands the role of its instance profile to EC2 alone', () => {
    const resource = 'arn:aws:iam::111122223333:role/batch';
    const passed = (service: string) =>
      isAllowed(launch({}), {
        action: 'iam:PassRole',
        resource,
        context: { ...inTime, 'iam:PassedToService': service },
      });
    expect([passed('ec2.amazonaws.com'), passed('lambda.amazonaws.com')]).toEqual([true, false]);
  });

  it('reads parameters for its image only by EC2, and only where the image is one', () => {
    const document = launch({ ImageId: 'resolve:ssm:/golden/image' });
    const need = {
      action: 'ssm:GetParameters',
      resource: 'arn:aws:ssm:eu-central-1:111122223333:parameter/golden/image',
    };
    expect(isAllowed(document, { ...need, context: byService })).toBe(true);
    expect(isAllowed(document, { ...need, context: inTime })).toBe(false);
    expect(statementOf(launch({}), 'ssm:GetParameters')).toBeUndefined();
  });
});

describe('what IAM names otherwise than parameters do', () => {
  it.each([
    [
      'a role by its name has a path that nobody says, and one name in its account',
      'iam:AttachRolePolicy',
      { RoleName: 'etl-runner', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      ['arn:aws:iam::111122223333:role/*/etl-runner', 'arn:aws:iam::111122223333:role/etl-runner'],
    ],
    [
      'a secret has six characters behind its name',
      'secretsmanager:GetSecretValue',
      { SecretId: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/database' },
      ['arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/database-??????'],
    ],
    [
      'a log group has a star behind it for most actions',
      'logs:DeleteLogGroup',
      { logGroupName: 'shop' },
      [
        'arn:aws:logs:eu-central-1:111122223333:log-group:shop',
        'arn:aws:logs:eu-central-1:111122223333:log-group:shop:*',
      ],
    ],
    [
      'members of a list are named, not all of their kind',
      'ec2:TerminateInstances',
      { InstanceIds: ['i-1', 'i-2'] },
      [
        'arn:aws:ec2:eu-central-1:111122223333:instance/i-1',
        'arn:aws:ec2:eu-central-1:111122223333:instance/i-2',
      ],
    ],
    [
      'what is made has no name yet',
      'ec2:CreateSnapshot',
      { VolumeId: 'vol-1' },
      ['arn:aws:ec2:eu-central-1:111122223333:volume/vol-1', 'arn:aws:ec2:eu-central-1::snapshot/*'],
    ],
    [
      'an alias is not the name of a key',
      'kms:UpdateAlias',
      { AliasName: 'alias/shop', TargetKeyId: 'alias/other' },
      ['arn:aws:kms:eu-central-1:111122223333:alias/shop', 'arn:aws:kms:eu-central-1:111122223333:key/*'],
    ],
    [
      'a model is one of the types that IAM lists',
      'bedrock:InvokeModel',
      { modelId: 'arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-v2', body: '' },
      ['arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-v2'],
    ],
  ])('%s', (_, action, parameters, expected) => {
    expect(resourcesOf(policyFor(action, parameters).document, action)).toEqual(expected);
  });

  it('both ends of a copy are named', () => {
    const { document } = policyFor('rds:CopyDBSnapshot', {
      SourceDBSnapshotIdentifier: 'orders',
      TargetDBSnapshotIdentifier: 'orders-copy',
    });
    expect(resourcesOf(document, 'rds:CopyDBSnapshot').sort()).toEqual([
      'arn:aws:rds:eu-central-1:111122223333:snapshot:orders',
      'arn:aws:rds:eu-central-1:111122223333:snapshot:orders-copy',
    ]);
  });

  it('an ARN in free text names nothing', () => {
    const { document } = policyFor('kms:UpdateKeyDescription', {
      KeyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
      Description: 'arn:aws:kms:eu-central-1:111122223333:key/4444abcd-12ab-34cd-56ef-1234567890ab',
    });
    expect(document.Statement.map(({ Resource }) => Resource)).toEqual([
      'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    ]);
  });
});

describe('what an action needs beside itself', () => {
  it('is handed a role by exactly its ARN, to the service that takes it', () => {
    const { document } = exampleOf(entryOf('lambda:CreateFunction'));
    expect(statementOf(document, 'iam:PassRole')).toMatchObject({
      Resource: 'arn:aws:iam::111122223333:role/receipts',
      Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
    });
  });

  it('passes no role where its parameters name none', () => {
    const { parameters } = entryOf('cloudformation:CreateStack').example;
    const { RoleARN: _, ...rest } = parameters;
    expect(
      statementOf(policyFor('cloudformation:CreateStack', rest).document, 'iam:PassRole'),
    ).toBeUndefined();
  });

  it('hands over what is called a role where nobody has described it, and none that a tag names', () => {
    const { document } = policyFor('sagemaker:CreateModel', {
      ModelName: 'churn',
      ExecutionRoleArn: 'arn:aws:iam::111122223333:role/models',
      Tags: [{ Key: 'role', Role: 'arn:aws:iam::111122223333:role/admin' }],
    });
    expect(resourcesOf(document, 'iam:PassRole')).toEqual(['arn:aws:iam::111122223333:role/models']);
  });

  it.each([
    ['s3:PutObject', { Bucket: 'b', Key: 'k', ACL: 'private' }, 's3:PutObjectAcl'],
    [
      'iam:CreateRole',
      { ...entryOf('iam:CreateRole').example.parameters, Tags: [{ Key: 'a', Value: 'b' }] },
      'iam:TagRole',
    ],
    ['s3:DeleteObjectVersion', { Bucket: 'b', Delete: { Objects: [{ Key: 'k' }] } }, 's3:DeleteObject'],
  ])('%s asks the caller at once for what the same service does with it', (action, parameters, beside) => {
    const { document } = policyFor(action, parameters);
    const [resource = ''] = resourcesOf(document, action);
    expect(isAllowed(document, { action: beside, resource, context: inTime })).toBe(true);
    expect(isAllowed(document, { action: beside, resource, context: tooLate })).toBe(false);
  });

  it('lets another service act in its name, also after the minute, and never itself', () => {
    const { document } = exampleOf(entryOf('redshift:ModifyCluster'));
    const need = { action: 'kms:Decrypt', resource: 'arn:aws:kms:eu-central-1:111122223333:key/k' };
    expect(isAllowed(document, { ...need, context: byService })).toBe(true);
    expect(isAllowed(document, { ...need, context: inTime })).toBe(false);
  });

  it('does nothing itself to members that nobody names', () => {
    const { document } = exampleOf(entryOf('rds:DeleteDBCluster'));
    const need = { action: 'rds:DeleteDBInstance', resource: 'arn:aws:rds:eu-central-1:111122223333:db:any' };
    expect(isAllowed(document, { ...need, context: inTime })).toBe(false);
    expect(isAllowed(document, { ...need, context: byService })).toBe(true);
  });

  it('changes roles only where AWS keeps those of its services', () => {
    for (const entry of ofAws)
      for (const { Action, Resource } of exampleOf(entry).document.Statement)
        for (const action of [Action].flat())
          if (action.startsWith('iam:') && action !== 'iam:PassRole' && !entry.action.startsWith('iam:'))
            expect([Resource].flat().join()).toMatch(/:role\/aws-(?:service-role|reserved)\//);
  });
});

describe('an operation that nobody has described', () => {
  it("is on what its parameters name by IAM's own words", () => {
    const { document } = policyFor('ec2:ModifyVpcEndpoint', { VpcEndpointId: 'vpce-0123456789abcdef0' });
    expect(resourcesOf(document, 'ec2:ModifyVpcEndpoint')).toContain(
      'arn:aws:ec2:eu-central-1:111122223333:vpc-endpoint/vpce-0123456789abcdef0',
    );
  });

  it('is on all of the kind in its account where none is named', () => {
    const { document } = policyFor('ec2:ModifyVpcEndpoint', {});
    expect(resourcesOf(document, 'ec2:ModifyVpcEndpoint')).toContain(
      'arn:aws:ec2:eu-central-1:111122223333:vpc-endpoint/*',
    );
  });
});

describe('a value with wildcards', () => {
  const variable = ['$', '{aws:username}'].join('');
  const escaped = ['$', '{*}'].join('');
  /** Each text of the example with some of IAM's wildcards in it, at the end: what leads an ARN stays one. */
  const withAt = (value: Json, wildcards: string): Json => {
    if (typeof value === 'string') return `${value}${wildcards}`;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => withAt(item, wildcards));
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withAt(item, wildcards)]));
  };
  const resourcesIn = ({ Action, Resource }: SessionPolicyDocument['Statement'][number]): string[] =>
    [Resource].flat().map((pattern) => `${Action} ${pattern.replace(/\$\{[*?$]\}/g, 'Z')}`);
  const attempt = (entry: CatalogEntry, parameters: JsonObject) => {
    try {
      return sessionPolicy(entry, parameters, here, now);
    } catch {
      // Its schema refuses such a value long before.
      return undefined;
    }
  };

  it('widens no policy: each stands for itself', () => {
    let changed = 0;
    let asked = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...ofAws),
        fc.array(fc.constantFrom('*', '?', '$', variable, escaped, '-'), {
          minLength: 1,
          maxLength: 4,
        }),
        (entry, pieces) => {
          const wildcards = pieces.join('');
          const plain = wildcards.replace(/[*?$]/g, 'Z');
          const wild = attempt(entry, withAt(entry.example.parameters, wildcards) as JsonObject);
          const tame = attempt(entry, withAt(entry.example.parameters, plain) as JsonObject);
          asked += 1;
          if (!wild?.ok || !tame?.ok) return;
          if (wild.text !== tame.text) changed += 1;
          const tameOnes = new Set(tame.document.Statement.flatMap(resourcesIn));
          // One that is new names a single thing: its value cannot be such a name, so AWS knows none.
          for (const pattern of wild.document.Statement.flatMap(resourcesIn))
            expect(tameOnes.has(pattern) || !/[*?]/.test(pattern), pattern).toBe(true);
        },
      ),
      runs(300, 1_500),
    );
    expect(changed).toBeGreaterThan(asked / 4);
  });

  it('allows that name and not what it would match', () => {
    const { document } = policyFor('s3:PutObject', { Bucket: 'shop', Key: `a*/${variable}?` });
    const put = (key: string) =>
      isAllowed(document, { action: 's3:PutObject', resource: `arn:aws:s3:::shop/${key}`, context: inTime });
    expect(put(`a*/${variable}?`)).toBe(true);
    expect([put(`ab/${variable}?`), put('a*/root?'), put(`a*/${variable}x`)]).toEqual([false, false, false]);
  });
});
