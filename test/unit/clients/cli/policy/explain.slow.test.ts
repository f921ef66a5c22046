import { describe, expect, it } from 'vitest';
import { folderOf, runPolicy, starterFiles } from '../../../../support/policy-cli.ts';

const written = {
  agent: 'deployer',
  action: 'iam:CreateUser',
  parameters: { UserName: 'ci' },
  reason: 'A user for the pipeline.',
};
const explain = async (request: unknown, ...more: string[]) => {
  const { options, path } = await folderOf({
    'request.json': typeof request === 'string' ? request : JSON.stringify(request),
  });
  return { ...(await runPolicy('explain', path('request.json'), ...options, ...more)), path };
};

describe('countersign policy explain', () => {
  it('says the ruling, what each policy and term adds, and who may say yes', async () => {
    const { out, code } = await explain(written);
    expect(out.split('\n')).toEqual([
      'deployer asks for iam:CreateUser on arn:aws:iam::111122223333:user/ci in prod (111122223333, eu-central-1).',
      'Ruling: review by approvers: 1, security: 1 within 30 minutes, run by countersign, risk high.',
      '  identity (test.cedar:3) asks for security: 1, approvers: 1.',
      '  approvers: 1 must say yes (identity).',
      '  security: 1 must say yes (identity).',
      '  It expires after 30 minutes (identity).',
      '  Countersign runs it.',
      '  The risk is high (identity).',
      'May say yes: security.one@example.com, security.two@example.com.',
      '',
    ]);
    expect(code).toBe(0);
  });

  it('says it as JSON too', async () => {
    const { out } = await explain({ ...written, ticket: 'OPS-1', model: 'm', conversation: 'c' }, '--json');
    expect(JSON.parse(out)).toMatchObject({
      facts: {
        agent: { id: 'deployer', role: 'arn:aws:iam::111122223333:role/agent-deployer-any', groups: [] },
        environment: 'prod',
        stated: { reason: written.reason, ticket: 'OPS-1', model: 'm', conversation: 'c' },
      },
      ruling: { decision: 'review', policies: ['identity'] },
      mayApprove: ['security.one@example.com', 'security.two@example.com'],
    });
  });

  it('refuses what names the second bucket of the settings, as it is Countersign’s own', async () => {
    const asked = { agent: 'etl', action: 's3:DeleteBucket', parameters: { Bucket: 'evidence-copies' } };
    const said = async (more: string) => {
      const { options, path } = await folderOf({
        'request.json': JSON.stringify(asked),
        'settings.yaml': `${starterFiles['settings.yaml']}${more}`,
      });
      return (await runPolicy('explain', path('request.json'), ...options)).out;
    };
    expect(await said('digestCopy: { bucket: evidence-copies }\n')).toMatch(/evidence-copies.*Countersign/);
    expect(await said('')).not.toMatch(/is Countersign/);
  });

  it('asks nobody where policy decides', async () => {
    const { out } = await explain({
      agent: 'etl',
      action: 'cloudtrail:StopLogging',
      environment: 'unknown',
      region: 'eu-west-1',
    });
    expect(out).toContain('in unknown (999999999999, eu-west-1).');
    expect(out).toContain('Ruling: refuse, risk high.');
    expect(out).not.toContain('May say yes');
  });

  it.each([
    ['is not there', undefined, /nothing\.json: is not there\n$/],
    ['is not JSON', '{', /request\.json: is not JSON: /],
    ['lacks its agent', { action: 'iam:CreateUser' }, /request\.json: agent: is missing\n$/],
    ['has unknown fields', { ...written, owner: 'me' }, /request\.json: owner: is not known/],
    [
      'names no agent of ours',
      { ...written, agent: 'x\u001b[31m' },
      /request\.json: agent: the directory has no x\\u\{1b\}\[31m/,
    ],
  ])('refuses a request that %s', async (_, request, expected) => {
    const { options, path } = await folderOf({
      'request.json': typeof request === 'string' ? request : JSON.stringify(request ?? null),
    });
    const { err, code } = await runPolicy(
      'explain',
      path(request === undefined ? 'nothing.json' : 'request.json'),
      ...options,
    );
    expect(err).toMatch(expected);
    expect(code).toBe(1);
  });
});
