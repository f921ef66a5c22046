import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { credentialsCommand } from '../../../../../clients/cli/agent/credentials.ts';
import { showCommand } from '../../../../../clients/cli/agent/show.ts';
import { examples } from '../../../../../docs/generate/examples.ts';
import { problemExample } from '../../../../../docs/generate/problem-examples.ts';
import { runAgent } from '../../../../support/agent-cli.ts';

const granted = examples['POST /v1/requests/{id}/credentials'].answers[200];
const { id, digest, credentials } = granted;
const ask = (...more: string[]) =>
  runAgent(credentialsCommand, [id, '--digest', digest, ...more], [{ status: 200, body: granted }]);

describe('countersign credentials', () => {
  it('prints lines that a shell reads, and nothing else', async () => {
    const { out, err, code } = await ask();
    expect([err, code]).toEqual(['', 0]);
    const read = execFileSync('sh', [
      '-c',
      `${out}echo "$AWS_ACCESS_KEY_ID|$AWS_SECRET_ACCESS_KEY|$AWS_SESSION_TOKEN"`,
    ]);
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    expect(read.toString().trim()).toBe([accessKeyId, secretAccessKey, sessionToken].join('|'));
  });

  it('prints what a credential_process has to', async () => {
    const { out } = await ask('--as', 'process');
    expect(JSON.parse(out)).toEqual({
      Version: 1,
      AccessKeyId: credentials.accessKeyId,
      SecretAccessKey: credentials.secretAccessKey,
      SessionToken: credentials.sessionToken,
      Expiration: credentials.expiresAt,
    });
  });

  it('sends the token and the parameters where it is given them', async () => {
    const { calls } = await ask('--token', 'token-1', '--parameters', '{"Key":"a"}');
    expect(calls).toMatchObject([
      {
        method: 'POST',
        path: `/v1/requests/${id}/credentials`,
        body: { digest, token: 'token-1', parameters: { Key: 'a' } },
      },
    ]);
  });

  it('asks once: an answer that is lost is lost, and a gateway that turns it away is told', async () => {
    const lost = await runAgent(
      credentialsCommand,
      [id, '--digest', digest],
      [{ status: 0 }, { status: 200, body: granted }],
    );
    expect([lost.calls.length, lost.code, lost.out]).toEqual([1, 1, '']);
  });

  it('is never 0 where there are none', async () => {
    const used = { status: 409, body: { ...problemExample('approval-used'), state: 'started' } };
    const { out, err, code } = await runAgent(credentialsCommand, [id, '--digest', digest], [used]);
    expect([out, code]).toEqual(['', 8]);
    expect(err).toContain('This approval is already used');
  });

  it('is what `show` says to type next', async () => {
    const { credentials: _, ...view } = granted;
    const body = { ...view, state: 'approved', usableUntil: '2026-03-02T10:00:00.000Z' };
    const { err, code } = await runAgent(showCommand, [id], [{ status: 200, body }]);
    expect(err).toContain(`credentials ${id} --digest ${digest}`);
    expect(code).not.toBe(0);
  });
});
