import { describe, expect, it } from 'vitest';
import { rolesThatMay, statementsByRole, statementsIn } from './statements.ts';
import { appOf, config, ofType, synthesize } from './synthesized.ts';

const trial = config('trial');
const resources = synthesize(trial);
const production = synthesize(config('production'));

const auditBucketOf = (all: typeof resources) => {
  const [bucket] = ofType(all, 'AWS::S3::Bucket').filter(
    ({ properties }) => properties.ObjectLockEnabled === true,
  );
  if (!bucket) throw new Error('No bucket is locked.');
  return bucket;
};
const bucketPolicyStatements = (logicalId: string) =>
  ofType(resources, 'AWS::S3::BucketPolicy')
    .filter(({ properties }) => JSON.stringify(properties.Bucket) === JSON.stringify({ Ref: logicalId }))
    .flatMap(({ properties }) => statementsIn(properties.PolicyDocument));

describe('the audit bucket', () => {
  it('is locked in compliance mode for as long as the settings say', () => {
    const lockOf = (all: typeof resources) => auditBucketOf(all).properties.ObjectLockConfiguration;
    const lock = (Days: number) => ({
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days } },
    });
    expect(lockOf(resources)).toEqual(lock(1));
    expect(lockOf(production)).toEqual(lock(2555));
  });

  it('keeps every version', () => {
    expect(auditBucketOf(resources).properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
  });

  it('has no key that could be deleted to make it unreadable', () => {
    expect(JSON.stringify(auditBucketOf(resources).properties.BucketEncryption)).not.toContain('kms');
  });

  it('lets nobody delete from it or step around retention, whatever IAM grants', () => {
    const denied = bucketPolicyStatements(auditBucketOf(resources).logicalId).filter(
      ({ effect, principal, conditions }) =>
        effect === 'Deny' &&
        JSON.stringify(principal) === '{"AWS":"*"}' &&
        Object.keys(conditions).length === 0,
    );
    expect(denied.flatMap(({ actions }) => actions)).toEqual(
      expect.arrayContaining(['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:BypassGovernanceRetention']),
    );
  });

  it('denies writing to everyone but the role of seal', () => {
    const [onlySeal] = bucketPolicyStatements(auditBucketOf(resources).logicalId).filter(
      ({ sid }) => sid === 'OnlySealWrites',
    );
    const sealRole = ofType(resources, 'AWS::IAM::Role').find(({ logicalId }) =>
      logicalId.includes('SealRole'),
    );
    expect(onlySeal?.effect).toBe('Deny');
    expect(onlySeal?.actions).toEqual(['s3:PutObject']);
    expect(JSON.stringify(onlySeal?.conditions)).toMatch(
      new RegExp(`^{"ArnNotEquals":{"aws:PrincipalArn":.*role/${sealRole?.properties.RoleName}"`),
    );
  });

  it('denies a write that would add a version to an object that is there', () => {
    const [once] = bucketPolicyStatements(auditBucketOf(resources).logicalId).filter(
      ({ sid }) => sid === 'NothingIsWrittenTwice',
    );
    expect(once?.conditions).toEqual({ Null: { 's3:if-none-match': 'true' } });
  });

  it('can be written by the role of seal alone, and by it under records/ alone', () => {
    const roles = statementsByRole(resources);
    expect(rolesThatMay(roles, /^s3:/)).toEqual(['seal']);
    const s3 = roles.seal?.filter(({ actions }) => actions.some((action) => action.startsWith('s3:')));
    expect(s3?.flatMap(({ actions }) => actions)).toEqual(['s3:PutObject']);
    expect(s3?.flatMap(({ resources: on }) => on).every((arn) => arn.includes('/records/*'))).toBe(true);
  });

  it('stays when its stack is deleted, in a trial too', () => {
    expect(auditBucketOf(resources).deletionPolicy).toBe('RetainExceptOnCreate');
  });
});

describe('every bucket', () => {
  it('stays when its stack is deleted, and so does the policy that guards it; neither is left of a first try', () => {
    for (const all of [resources, production]) {
      const kept = [...ofType(all, 'AWS::S3::Bucket'), ...ofType(all, 'AWS::S3::BucketPolicy')];
      expect(kept).toHaveLength(4);
      expect(new Set(kept.map(({ deletionPolicy }) => deletionPolicy))).toEqual(
        new Set(['RetainExceptOnCreate']),
      );
    }
  });

  it.each(ofType(resources, 'AWS::S3::Bucket'))('blocks public access: $logicalId', ({ properties }) => {
    expect(properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
  });

  it.each(ofType(resources, 'AWS::S3::Bucket'))('refuses calls without TLS: $logicalId', ({ logicalId }) => {
    expect(bucketPolicyStatements(logicalId)).toContainEqual(
      expect.objectContaining({
        effect: 'Deny',
        actions: ['s3:*'],
        conditions: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
  });
});

describe('the table', () => {
  const [table] = ofType(resources, 'AWS::DynamoDB::Table');
  const [productionTable] = ofType(production, 'AWS::DynamoDB::Table');

  it('streams new images, can be restored to any point, and is encrypted with a key of ours', () => {
    expect(table?.properties).toMatchObject({
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    });
  });

  it('lets go, by itself, of items that say when', () => {
    const ttl = { AttributeName: 'expires', Enabled: true };
    expect(table?.properties.TimeToLiveSpecification).toEqual(ttl);
  });

  it('is protected from deletion in production, and not in a trial', () => {
    expect([productionTable?.deletionPolicy, table?.deletionPolicy]).toEqual(['Retain', 'Delete']);
    expect(productionTable?.properties.DeletionProtectionEnabled).toBe(true);
    expect(table?.properties.DeletionProtectionEnabled).toBe(false);
  });
});

const keysOf = (all: typeof resources, spec: string | undefined) =>
  ofType(all, 'AWS::KMS::Key').filter(({ properties }) => properties.KeySpec === spec);

it('has one key that encrypts, which stays as long as there may be anything to read with it', () => {
  for (const all of [resources, production]) {
    expect(keysOf(all, undefined).map(({ deletionPolicy }) => deletionPolicy)).toEqual([
      'RetainExceptOnCreate',
    ]);
  }
});

describe('the keys of tickets', () => {
  it('are one, where the settings say nothing: it signs, and stays when its stack is deleted', () => {
    for (const all of [resources, production]) {
      const keys = keysOf(all, 'ECC_NIST_P256');
      expect(keys.map(({ deletionPolicy }) => deletionPolicy)).toEqual(['RetainExceptOnCreate']);
      expect(keys[0]?.properties.KeyUsage).toBe('SIGN_VERIFY');
    }
  });

  it('sign for the role of report alone, whatever IAM grants', () => {
    const reportRole = ofType(resources, 'AWS::IAM::Role').find(({ logicalId }) =>
      logicalId.includes('ReportRole'),
    );
    for (const { properties } of keysOf(resources, 'ECC_NIST_P256')) {
      const [only] = statementsIn(properties.KeyPolicy).filter(({ effect }) => effect === 'Deny');
      expect(only).toMatchObject({ sid: 'OnlyTheSignerSigns', actions: ['kms:Sign'] });
      expect(JSON.stringify(only?.principal)).toBe('{"AWS":"*"}');
      expect(JSON.stringify(only?.conditions)).toMatch(
        new RegExp(`^{"ArnNotEquals":{"aws:PrincipalArn":.*role/${reportRole?.properties.RoleName}"`),
      );
    }
  });

  const step = (signing: number, published: number[]) => {
    const all = synthesize({ ...trial, ticketKeys: { signing, published } });
    const variable = (name: string): unknown =>
      ofType(all, 'AWS::Lambda::Function')
        .map(({ properties }) => (properties.Environment as { Variables: Record<string, unknown> }).Variables)
        .find((variables) => name in variables)?.[name];
    const numbersIn = (value: unknown) =>
      [...JSON.stringify(value).matchAll(/TicketKeysKey(\d+?)[0-9A-F]{8}/g)].map(([, digits]) =>
        Number(digits),
      );
    return {
      keys: keysOf(all, 'ECC_NIST_P256').length,
      signs: numbersIn(variable('TICKET_KEY_ARN')),
      published: numbersIn(variable('TICKET_KEY_ARNS')),
    };
  };

  it('are replaced without a ticket that cannot be verified: published, then used, then published still', () => {
    expect(step(1, [])).toEqual({ keys: 1, signs: [1], published: [1] });
    expect(step(1, [2])).toEqual({ keys: 2, signs: [1], published: [1, 2] });
    expect(step(2, [1])).toEqual({ keys: 2, signs: [2], published: [2, 1] });
    expect(step(2, [])).toEqual({ keys: 2, signs: [2], published: [2] });
  });

  // CloudFormation takes no export away that another stack still imports, and this stack is deployed first.
  it('are exported when no function reads them any more', () => {
    const [audit] = appOf({ ...trial, ticketKeys: { signing: 2, published: [] } }).synth().stacks;
    const exported = Object.keys((audit?.template as { Outputs: object } | undefined)?.Outputs ?? {});
    for (const number of [1, 2])
      expect(exported.some((name) => name.includes(`TicketKeysKey${number}`))).toBe(true);
  });
});

it('leaves nothing of a first deployment that rolled back, but the protected table', () => {
  for (const all of [resources, production]) {
    const left = all.filter(({ deletionPolicy }) => deletionPolicy === 'Retain').map(({ type }) => type);
    expect(left).toEqual(all === production ? ['AWS::DynamoDB::Table'] : []);
  }
});

it('protects every stack from deletion in production, and none in a trial', () => {
  const protectedIn = (stage: string) =>
    appOf(config(stage))
      .synth()
      .stacks.map(({ terminationProtection }) => terminationProtection ?? false);
  expect(protectedIn('production')).toEqual([true, true, true]);
  expect(protectedIn('trial')).toEqual([false, false, false]);
});

it('rotates every key that encrypts', () => {
  const keys = keysOf(resources, undefined);
  expect(keys.length).toBeGreaterThan(0);
  expect(keys.every(({ properties }) => properties.EnableKeyRotation === true)).toBe(true);
});
