import { describe, expect, it } from 'vitest';
import { runRequestCommand } from '../../../../../clients/cli/agent/run-request.ts';
import { examples } from '../../../../../docs/generate/examples.ts';
import { problemExample } from '../../../../../docs/generate/problem-examples.ts';
import { runAgent } from '../../../../support/agent-cli.ts';

const ran = examples['POST /v1/requests/{id}/run'].answers[200];
const { id, digest } = ran;
const call = (move: object, ...more: string[]) =>
  runAgent(runRequestCommand, [id, '--digest', digest, ...more], [{ status: 200, body: ran, ...move }]);

describe('countersign run-request', () => {
  it('prints what AWS answered, and nothing else', async () => {
    const answer = { AccessKey: { UserName: 'build-bot' } };
    const { out, err, code, calls } = await call({ body: { ...ran, answer } });
    expect([JSON.parse(out), err, code]).toEqual([answer, '', 0]);
    expect(calls).toMatchObject([{ method: 'POST', path: `/v1/requests/${id}/run`, body: { digest } }]);
  });

  it('sends the token and the parameters where it is given them', async () => {
    const { calls } = await call({}, '--token', 'token-1', '--parameters', '{"Password":"a"}');
    expect(calls[0]?.body).toEqual({ digest, token: 'token-1', parameters: { Password: 'a' } });
  });

  it('calls once: an answer that is lost is lost', async () => {
    const { calls, out, code } = await call({ status: 0 });
    expect([calls.length, out, code]).toEqual([1, '', 1]);
  });

  it('is not 0 while it runs', async () => {
    const { answer: _, ...view } = { answer: {}, ...ran };
    const { out, code, err } = await call({ status: 202, body: { ...view, state: 'running' } });
    expect([out, code]).toEqual(['', 12]);
    expect(err).toContain(id);
  });

  it('is never 0 where it is refused', async () => {
    const used = { ...problemExample('approval-used'), state: 'done' };
    const { out, code, err } = await call({ status: 409, body: used });
    expect([out, code]).toEqual(['', 9]);
    expect(err).toContain('This approval is already used');
  });
});
