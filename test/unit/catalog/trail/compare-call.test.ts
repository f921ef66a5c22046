import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import type { CatalogEntry } from '../../../../catalog/entry.ts';
import { compareCall } from '../../../../catalog/trail/compare-call.ts';
import { isProven } from '../../../../catalog/trail/services-seen.ts';
import { readTrailValue } from '../../../../catalog/trail/trail-event.ts';
import type { JsonObject } from '../../../../core/lib/json.ts';
import { runs } from '../../../support/all.ts';
import { trailEvent } from '../../../support/trail.ts';

const catalog = catalogWith();
const find = (action: string): CatalogEntry => {
  const entry = catalog.find(action);
  if (!entry) throw new Error(`No ${action}`);
  return entry;
};
const seenAs = (entry: CatalogEntry, requestParameters: unknown, eventName = entry.cloudTrail?.names[0]) => {
  const answer = readTrailValue(
    trailEvent({ eventSource: entry.cloudTrail?.source, eventName, requestParameters }),
  );
  if (!answer.ok) throw new Error(answer.problem);
  return answer.event;
};
const compare = (action: string, signed: JsonObject, seen: unknown, eventName?: string) =>
  compareCall(find(action), find(action).hide(signed), seenAs(find(action), seen, eventName));

describe('a call that was seen', () => {
  it('is the one that was signed', () => {
    expect(
      compare(
        'ec2:TerminateInstances',
        { InstanceIds: ['i-0123456789abcdef0'] },
        { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] } },
      ),
    ).toEqual({ kind: 'equal' });
  });

  it('is another where a value is another, or one more or less stands there', () => {
    const signed = { RoleName: 'etl', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' };
    const admin = 'arn:aws:iam::aws:policy/AdministratorAccess';
    expect(compare('iam:AttachRolePolicy', signed, { roleName: 'etl', policyArn: admin })).toEqual({
      kind: 'different',
      differences: [{ pointer: '/PolicyArn', signed: signed.PolicyArn, seen: admin }],
    });
    expect(compare('iam:AttachRolePolicy', signed, { roleName: 'etl' })).toEqual({
      kind: 'different',
      differences: [{ pointer: '/PolicyArn', signed: signed.PolicyArn }],
    });
    expect(
      compare(
        'kms:ScheduleKeyDeletion',
        { KeyId: '27d7cd14-7557-4509-a438-15fbf1e8db11' },
        {
          keyId: 'arn:aws:kms:us-east-1:111122223333:key/27d7cd14-7557-4509-a438-15fbf1e8db11',
          pendingWindowInDays: 7,
        },
      ),
    ).toEqual({ kind: 'different', differences: [{ pointer: '/PendingWindowInDays', seen: 7 }] });
  });

  it('is another where a member stands there that the entry does not take and the API does', () => {
    const signed = { Bucket: 'shop', VersioningConfiguration: { Status: 'Enabled' } };
    const seen = { bucketName: 'shop', VersioningConfiguration: { Status: 'Enabled', MFADelete: 'Enabled' } };
    expect(compare('s3:PutBucketVersioning', signed, seen)).toMatchObject({
      kind: 'different',
      differences: [{ pointer: expect.stringMatching(/MFADelete$/) }],
    });
  });

  it('is another where another operation was called that the entry covers too', () => {
    expect(
      compare(
        's3:PutEncryptionConfiguration',
        { Bucket: 'shop' },
        { bucketName: 'shop' },
        'DeleteBucketEncryption',
      ),
    ).toEqual({
      kind: 'different',
      differences: [{ pointer: '', signed: 'PutBucketEncryption', seen: 'DeleteBucketEncryption' }],
    });
  });

  it('is the same with what the SDK adds by itself', () => {
    const signed = { Name: 'shop/till', Description: 'x' };
    const seen = {
      name: 'shop/till',
      description: 'x',
      clientRequestToken: 'C0FFEE',
      forceOverwriteReplicaSecret: false,
    };
    expect(compare('secretsmanager:CreateSecret', signed, seen)).toEqual({
      kind: 'cannot-tell',
      members: ['SecretString', 'SecretBinary'],
    });
    expect(compare('secretsmanager:CreateSecret', signed, { ...seen, name: 'shop/other' })).toMatchObject({
      kind: 'different',
    });
  });

  it('cannot be told apart where CloudTrail or people do not see a member', () => {
    const signed = { UserName: 'ci', Password: 'correct horse', PasswordResetRequired: true };
    const seen = { userName: 'ci', passwordResetRequired: true };
    const untold = { kind: 'cannot-tell', members: ['Password'] };
    expect(compare('iam:CreateLoginProfile', signed, seen)).toEqual(untold);
    expect(
      compare('iam:CreateLoginProfile', signed, { ...seen, password: 'HIDDEN_DUE_TO_SECURITY_REASONS' }),
    ).toEqual(untold);
    expect(compare('iam:CreateLoginProfile', signed, { ...seen, password: 'another' })).toEqual(untold);
    expect(compare('iam:CreateLoginProfile', signed, null)).toEqual({
      kind: 'cannot-tell',
      members: ['UserName', 'Password', 'PasswordResetRequired'],
    });
  });

  it('is known by its document, however it is spaced', () => {
    const PolicyDocument = '{"Version":"2012-10-17","Statement":[]}';
    const signed = { RoleName: 'etl', PolicyName: 'x', PolicyDocument };
    const seen = {
      roleName: 'etl',
      policyName: 'x',
      policyDocument: JSON.stringify(JSON.parse(PolicyDocument), null, 2),
    };
    expect(compare('iam:PutRolePolicy', signed, seen)).toEqual({ kind: 'equal' });
  });

  describe('of any action of the catalog', () => {
    const ofAws = catalog.entries.filter(({ cloudTrail }) => cloudTrail);
    const lowerFirst = (text: string) => text.replace(/^./, (first) => first.toLowerCase());
    const written = (entry: CatalogEntry) =>
      Object.fromEntries(
        Object.entries(entry.example.parameters).map(([name, value]) => [lowerFirst(name), value]),
      );
    const nameOf = ({ cloudTrail, operation }: CatalogEntry) =>
      cloudTrail?.names.find((name) => name === operation) ?? cloudTrail?.names[0];
    const compareExample = (entry: CatalogEntry, seen: unknown) =>
      compareCall(entry, entry.hide(entry.example.parameters), seenAs(entry, seen, nameOf(entry)));

    it.each(ofAws)('$action: is not another than its example', (entry) => {
      expect(compareExample(entry, written(entry))).not.toMatchObject({ kind: 'different' });
    });

    it('never is the same once a told member is another', () => {
      let [different, untold] = [0, 0];
      fc.assert(
        fc.property(
          fc.constantFrom(...ofAws.filter(({ example }) => Object.keys(example.parameters).length > 0)),
          fc.nat(),
          fc.constantFrom('drop', 'change', 'add'),
          (entry, at, how) => {
            const names = Object.keys(entry.example.parameters);
            const name = names[at % names.length] ?? '';
            const seen: Record<string, unknown> = written(entry);
            if (how === 'drop') delete seen[lowerFirst(name)];
            if (how === 'change') seen[lowerFirst(name)] = 'something-else';
            if (how === 'add') seen.unheardOf = 'x';
            const compared = compareExample(entry, seen);
            expect(compared.kind).not.toBe('equal');
            if (compared.kind === 'different') different += 1;
            else untold += 1;
          },
        ),
        runs(300, 1_000),
      );
      expect(different).toBeGreaterThan(90);
      expect(untold).toBeGreaterThan(15);
    });

    it('says of a service that nobody has seen only what is another, not what is missing', () => {
      const unproven = ofAws.filter(({ cloudTrail }) => !isProven(cloudTrail?.source ?? ''));
      for (const entry of unproven) {
        expect(compareExample(entry, {})).not.toMatchObject({ kind: 'different' });
      }
      expect(unproven.length).toBeGreaterThan(20);
    });
  });
});
