import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createCredentialStore } from '../../../../emulator/iam/credential-store.ts';
import { assumedRoleArn } from '../../../../emulator/iam/principal.ts';

const principal = {
  roleArn: 'arn:aws:iam::111122223333:role/path/agent',
  sessionName: 'security.one@example.com',
};

it('remembers whom it issued credentials for, and knows no other key', () => {
  const store = createCredentialStore(randomBytes);
  const one = store.issue(principal);
  const other = store.issue({ ...principal, sessionName: 'session-2' });
  expect(one.accessKeyId).toMatch(/^ASIA[0-9A-F]{16}$/);
  expect(store.secretFor(one.accessKeyId)).toEqual({
    secretAccessKey: one.secretAccessKey,
    sessionToken: one.sessionToken,
    principal: { ...principal, issuedAt: expect.any(Date) },
  });
  expect(store.secretFor(other.accessKeyId)?.principal.sessionName).toBe('session-2');
  expect(store.secretFor('ASIAUNKNOWN')).toBeUndefined();
});

it('names the session as STS does, without the role\u2019s path', () => {
  expect(assumedRoleArn(principal)).toBe(
    'arn:aws:sts::111122223333:assumed-role/agent/security.one@example.com',
  );
});
