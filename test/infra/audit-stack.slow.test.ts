import { describe, expect, it } from 'vitest';
import { keysOf, signingKeys } from './keys-of.ts';
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

  const roleName = (id: string) =>
    ofType(resources, 'AWS::IAM::Role').find(({ logicalId }) => logicalId.includes(`${id}Role`))?.properties
      .RoleName;
  const prefixes = { 'records/': 'Seal', 'set-aside/': 'Seal', 'digests/': 'Digest', 'keys/': 'Digest' };

  it.each(Object.entries(prefixes))(
    'denies writing under %s to everyone but the role of %s',
    (prefix, id) => {
      const only = bucketPolicyStatements(auditBucketOf(resources).logicalId).filter(
        ({ sid, resources: on }) =>
          sid.startsWith('OnlyItsWriter') && on.some((arn) => arn.includes(`/${prefix}*`)),
      );
      expect(only).toHaveLength(1);
      expect(only[0]).toMatchObject({ effect: 'Deny', actions: ['s3:PutObject'], principal: { AWS: '*' } });
      const roles = [...JSON.stringify(only[0]?.conditions).matchAll(/role\/([\w-]+)/g)].map(
        ([, name]) => name,
      );
      expect(JSON.stringify(only[0]?.conditions)).toMatch(/^{"ArnNotEquals":{"aws:PrincipalArn":/);
      expect(roles).toEqual([roleName(id)]);
    },
  );

  it('denies writing anywhere else to everyone', () => {
    const [elsewhere] = bucketPolicyStatements(auditBucketOf(resources).logicalId).filter(
      ({ sid }) => sid === 'NothingElseIsWritten',
    );
    expect(elsewhere).toMatchObject({ effect: 'Deny', actions: ['s3:PutObject'], conditions: {} });
    const left = elsewhere?.notResources.map((arn) => /([a-z-]+\/)\*/.exec(arn)?.[1]);
    expect(left?.sort()).toEqual(Object.keys(prefixes).sort());
  });

  it('lets nobody put a shorter retention on a version than the settings say', () => {
    for (const [all, days] of [
      [resources, '1'],
      [production, '2555'],
    ] as const) {
      const [shorter] = ofType(all, 'AWS::S3::BucketPolicy')
        .flatMap(({ properties }) => statementsIn(properties.PolicyDocument))
        .filter(({ sid }) => sid === 'NobodyShortensRetention');
      expect(shorter).toMatchObject({
        effect: 'Deny',
        actions: ['s3:PutObjectRetention'],
        principal: { AWS: '*' },
      });
      expect(shorter?.conditions).toEqual({
        NumericLessThan: { 's3:object-lock-remaining-retention-days': days },
      });
    }
  });

  it('denies a write that would add a version to an object that is there', () => {
    const [once] = bucketPolicyStatements(auditBucketOf(resources).logicalId).filter(
      ({ sid }) => sid === 'NothingIsWrittenTwice',
    );
    expect(once?.conditions).toEqual({ Null: { 's3:if-none-match': 'true' } });
  });

  const s3Of = (role: string) =>
    (statementsByRole(resources)[role] ?? []).flatMap(({ actions, resources: on }) =>
      actions
        .filter((action) => action.startsWith('s3:'))
        .flatMap((action) => on.map((arn) => [action, arn])),
    );
  const under = ([action = '', arn = '']: string[]) => [
    action,
    /\/([a-z-]*\/?\*)/.exec(arn)?.[1] ?? 'the bucket',
  ];

  it('can be written by seal, which can do nothing else, and by digest, which can read and list; by no other role', () => {
    expect(rolesThatMay(statementsByRole(resources), /^s3:/)).toEqual(['digest', 'seal']);
    expect(s3Of('seal').map(under)).toEqual([
      ['s3:PutObject', 'records/*'],
      ['s3:PutObject', 'set-aside/*'],
    ]);
    expect(s3Of('digest').map(under).sort()).toEqual([
      ['s3:GetObject', '*'],
      ['s3:ListBucket', 'the bucket'],
      ['s3:PutObject', 'digests/*'],
      ['s3:PutObject', 'keys/*'],
    ]);
  });

  it('has its signatures copied where the settings say, and nothing else written there', () => {
    const all = synthesize({ ...trial, digestCopy: { bucket: 'evidence-copies', account: '999988887777' } });
    const copying = Object.entries(statementsByRole(all)).filter(([, statements]) =>
      statements.some(({ resources: on }) => on.some((arn) => arn.includes('evidence-copies'))),
    );
    expect(copying.map(([role]) => role)).toEqual(['digest']);
    const writes = (copying[0]?.[1] ?? []).filter(({ actions }) => actions.includes('s3:PutObject'));
    const copies = writes.flatMap(({ resources: on }) => on).filter((arn) => arn.includes('evidence-copies'));
    expect(copies).toEqual(['arn:aws:s3:::evidence-copies/digests/*']);
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
      const keys = signingKeys(all, 'Ticket');
      expect(keys.map(({ deletionPolicy }) => deletionPolicy)).toEqual(['RetainExceptOnCreate']);
      expect(keys[0]?.properties.KeyUsage).toBe('SIGN_VERIFY');
    }
  });

  it('sign for the role of report alone, whatever IAM grants', () => {
    const reportRole = ofType(resources, 'AWS::IAM::Role').find(({ logicalId }) =>
      logicalId.includes('ReportRole'),
    );
    for (const { properties } of signingKeys(resources, 'Ticket')) {
      const [only] = statementsIn(properties.KeyPolicy).filter(({ effect }) => effect === 'Deny');
      expect(only).toMatchObject({ sid: 'OnlyTheSignerSigns', actions: ['kms:Sign'] });
      expect(JSON.stringify(only?.principal)).toBe('{"AWS":"*"}');
      expect(JSON.stringify(only?.conditions)).toMatch(
        new RegExp(`^{"ArnNotEquals":{"aws:PrincipalArn":.*role/${reportRole?.properties.RoleName}"`),
      );
    }
  });

  // CloudFormation takes no export away that another stack still imports, and this stack is deployed first.
  it('are exported when no function reads them any more', () => {
    const [audit] = appOf({ ...trial, ticketKeys: { signing: 2, published: [] } }).synth().stacks;
    const exported = Object.keys((audit?.template as { Outputs: object } | undefined)?.Outputs ?? {});
    for (const number of [1, 2])
      expect(exported.some((name) => name.includes(`TicketKeysKey${number}`))).toBe(true);
  });
});

describe('the keys of the trail', () => {
  it('sign for the role of digest alone, whatever IAM grants, and stay when their stack is deleted', () => {
    const [key, ...others] = signingKeys(resources, 'Evidence');
    expect(others).toEqual([]);
    expect(key?.deletionPolicy).toBe('RetainExceptOnCreate');
    const [only] = statementsIn(key?.properties.KeyPolicy).filter(({ effect }) => effect === 'Deny');
    expect(only).toMatchObject({ sid: 'OnlyTheSignerSigns', actions: ['kms:Sign'], principal: { AWS: '*' } });
    const roles = [...JSON.stringify(only?.conditions).matchAll(/role\/([\w-]+)/g)].map(([, name]) => name);
    expect(roles).toEqual(['countersign-trial-digest-eu-west-1']);
  });

  it('are replaced by the next one, and published for good', () => {
    const all = synthesize({ ...trial, evidenceKey: 3 });
    expect(signingKeys(all, 'Evidence')).toHaveLength(3);
    for (const name of ['Keys', 'Digest']) {
      const fn = ofType(all, 'AWS::Lambda::Function').find(
        ({ properties }) => properties.FunctionName === `countersign-trial-${name.toLowerCase()}`,
      );
      const { Variables } = (fn?.properties.Environment ?? {}) as { Variables?: Record<string, unknown> };
      const numbers = [
        ...JSON.stringify(Variables?.EVIDENCE_KEY_ARNS).matchAll(/EvidenceKeysKey(\d+?)[0-9A-F]{8}/g),
      ];
      expect(
        numbers.map(([, digits]) => Number(digits)),
        name,
      ).toEqual([3, 1, 2]);
    }
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
  expect(new Set(protectedIn('production'))).toEqual(new Set([true]));
  expect(new Set(protectedIn('trial'))).toEqual(new Set([false]));
});

it('rotates every key that encrypts', () => {
  const keys = keysOf(resources, undefined);
  expect(keys.length).toBeGreaterThan(0);
  expect(keys.every(({ properties }) => properties.EnableKeyRotation === true)).toBe(true);
});
