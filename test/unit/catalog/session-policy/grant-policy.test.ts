import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import type { CatalogEntry } from '../../../../catalog/entry.ts';
import { iamAction } from '../../../../catalog/iam-reference/iam-action.ts';
import { locationOf } from '../../../../catalog/location.ts';
import { grantPolicy } from '../../../../catalog/session-policy/grant-policy.ts';
import { waysToRun } from '../../../../catalog/who-runs-it.ts';
import type { JsonObject } from '../../../../core/lib/json.ts';
import { isAllowed } from './judge.ts';

const { entries, find } = catalogWith();
const here = { partition: 'aws', region: 'eu-central-1', account: '111122223333' };
const now = '2026-01-31T12:00:00.000Z';
const last = { 'aws:CurrentTime': '2026-01-31T12:14:59Z' };
const over = { 'aws:CurrentTime': '2026-01-31T12:15:00Z' };
const granting = entries.flatMap(({ grant, ...entry }) =>
  grant ? [[entry.action, grant, find(entry.action) as CatalogEntry] as const] : [],
);
const entryOf = (action: string): CatalogEntry => {
  const entry = find(action);
  if (!entry) throw new Error(`There is no ${action}.`);
  return entry;
};
const policyFor = (action: string, parameters: JsonObject) =>
  grantPolicy(entryOf(action), parameters, here, now);

describe('an entry that grants', () => {
  it('is one of some', () => expect(granting.length).toBeGreaterThanOrEqual(8));

  it.each(granting)('%s manages no permissions, is none of iam and none of sts', (action, grant) => {
    expect([action, ...grant.actions].filter((one) => /^(?:iam|sts):/i.test(one))).toEqual([]);
    const levels = [action, ...grant.actions].map((one) => iamAction(one)?.accessLevel);
    expect(levels.filter((level) => level === undefined || level === 'Permissions management')).toEqual([]);
  });

  it.each(granting)(
    '%s names actions that IAM can hold to a resource, and says why that is enough',
    (_, grant) => {
      expect(grant.actions.length).toBeGreaterThan(0);
      expect(grant.actions.filter((one) => (iamAction(one)?.resourceTypes.length ?? 0) === 0)).toEqual([]);
      expect(grant.because.length).toBeGreaterThan(20);
    },
  );

  it.each(granting)('%s hands over no role, and takes no secret', (_, __, entry) => {
    expect([entry.passes, entry.secrets]).toEqual([[], {}]);
  });

  it.each(granting)('%s can run by credentials, and no entry without a grant can', (_, __, entry) => {
    expect(waysToRun(entry)).toContain('credentials');
    const { grant: ___, ...without } = { ...entry, action: entry.action };
    expect(waysToRun(without)).not.toContain('credentials');
  });
});

describe('what credentials for an action allow', () => {
  it.each(granting)(
    '%s: what was signed, until the session ends, and nothing else',
    (action, grant, entry) => {
      const made = grantPolicy(
        entry,
        entry.example.parameters,
        locationOf(entry.example.resource, here),
        now,
      );
      if (!made.ok) throw new Error(made.detail);
      const { resource } = entry.example;
      for (const one of grant.actions) {
        expect(isAllowed(made.document, { action: one, resource, context: last })).toBe(true);
        expect(isAllowed(made.document, { action: one, resource, context: over })).toBe(false);
        expect(isAllowed(made.document, { action: one, resource: `${resource}x`, context: last })).toBe(
          false,
        );
      }
      expect(isAllowed(made.document, { action: 'iam:AttachRolePolicy', resource, context: last })).toBe(
        false,
      );
      expect(made.text).not.toMatch(/"\*"|:\*/);
      expect(action).toBe(entry.action);
    },
  );

  it('takes a key for what it is, whatever a policy would read in it', () => {
    const anyKey = fc.string({
      unit: fc.constantFrom('a', 'b', '/', '*', '?', '$', '{', '}', '.'),
      minLength: 1,
      maxLength: 12,
    });
    let wild = 0;
    fc.assert(
      fc.property(anyKey, anyKey, (signed, other) => {
        const made = policyFor('s3:GetObject', { Bucket: 'shop', Key: signed });
        if (!made.ok) throw new Error(made.detail);
        if (/[*?]/.test(signed)) wild += 1;
        const read = (key: string) =>
          isAllowed(made.document, {
            action: 's3:GetObject',
            resource: `arn:aws:s3:::shop/${key}`,
            context: last,
          });
        expect(read(signed)).toBe(true);
        expect(read(other)).toBe(other === signed);
      }),
    );
    expect(wild).toBeGreaterThan(20);
  });

  it('takes a key that begins with a slash for another than the rest of it', () => {
    const made = policyFor('s3:GetObject', { Bucket: 'shop', Key: '/a' });
    expect(made.ok && made.document.Statement[0]?.Resource).toEqual('arn:aws:s3:::shop//a');
  });

  it('names each of several', () => {
    const ids = ['i-0123456789abcdef0', 'i-0123456789abcdef1'];
    const made = policyFor('ec2:StartInstances', { InstanceIds: ids });
    expect(made.ok && made.document.Statement[0]?.Resource).toEqual(
      ids.map((id) => `arn:aws:ec2:eu-central-1:111122223333:instance/${id}`),
    );
  });
});

describe('there are no credentials', () => {
  it.each([
    ['iam:AttachRolePolicy', entryOf('iam:AttachRolePolicy').example.parameters, 'no-grant'],
    ['s3:GetObject', { Bucket: 'shop', Key: 'a', VersionId: 'v1' }, 'needs-more'],
    ['ec2:StartInstances', { InstanceIds: [] }, 'unclear-resource'],
    [
      'ec2:StartInstances',
      { InstanceIds: Array.from({ length: 60 }, (_, n) => `i-${String(n).padStart(17, '0')}`) },
      'session-policy-too-long',
    ],
  ])('for %s with %j: %s', (action, parameters, code) => {
    expect(policyFor(action, parameters)).toMatchObject({ ok: false, code });
  });
});
