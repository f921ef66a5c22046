import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../../catalog/catalog.ts';
import { checkResource } from '../../../../../catalog/location.ts';
import { runSelfTest, type SelfTestClient } from '../../../../../clients/cli/doctor/self-test.ts';
import { answered, apiThat, deployment, refused, viewOf } from './well-deployment.ts';

const test = '0f3c0f3c0f3c';
const run = (agent: SelfTestClient, onAsked = () => {}) =>
  runSelfTest({ deployment, agent, waitSeconds: 60, test, onAsked });
const findingOf = async (agent: Partial<SelfTestClient>) => {
  const tested = await run({ ...apiThat('approved'), ...agent });
  return tested.kind === 'undecided' ? tested.finding : undefined;
};

describe('the self-test', () => {
  it('asks about the action that runs nothing, in words that the catalog accepts', async () => {
    const asked: Parameters<SelfTestClient['submit']>[0][] = [];
    const agent = apiThat('approved');
    const submit: SelfTestClient['submit'] = async (submission) => {
      asked.push(submission);
      return answered(viewOf('pending'));
    };
    await run({ ...agent, submit });
    const [{ action, resource, parameters } = { action: '', resource: '', parameters: {} }] = asked;
    const entry = catalogWith().find(action);
    expect(entry?.parameters.safeParse(parameters).success).toBe(true);
    const own = { partition: 'aws', account: deployment.account, region: deployment.region };
    expect(entry && checkResource(entry, { test }, resource, own)).toMatchObject({ ok: true });
  });

  it.each(['approved', 'denied'] as const)('is decided by a person who has %s it', async (state) => {
    let told = 0;
    const tested = await run(apiThat(state), () => {
      told += 1;
    });
    expect(tested).toMatchObject({ kind: 'decided', request: { state } });
    expect(told).toBe(1);
  });

  it('is taken back where nobody decides, so that nobody finds a stale question', async () => {
    const withdrawn: string[] = [];
    const withdraw: SelfTestClient['withdraw'] = async (id) => {
      withdrawn.push(id);
      return answered(viewOf('withdrawn'));
    };
    const finding = await findingOf({ wait: async () => answered(viewOf('pending')), withdraw });
    expect(finding).toMatchObject({ outcome: 'failed', found: expect.stringContaining('Nobody decided') });
    expect(withdrawn).toEqual([viewOf('pending').id]);
  });

  it.each([
    ['policy refuses it', refused('urn:countersign:problem:refused'), /self-test\.cedar/],
    ['the role is no agent', refused('urn:countersign:problem:unknown-agent'), /--agent-profile/],
    ['the role may not call the API', refused('urn:countersign:client:foreign-answer'), /Let an agent in/],
    ['the deployment is older', refused('urn:countersign:problem:unknown-action'), /deploy/],
    ['policy asks nobody', answered(viewOf('allowed')), /self-test\.cedar/],
  ] as const)('says what to do where %s', async (_, answer, todo) => {
    const finding = await findingOf({ submit: async () => answer });
    expect(finding).toMatchObject({ outcome: 'failed', todo: expect.stringMatching(todo) });
  });

  it.each([
    ['ends otherwise', answered(viewOf('expired')), /is expired/],
    ['cannot be watched', refused('urn:countersign:client:no-answer'), /could not be watched/],
  ] as const)('fails where the request %s', async (_, answer, found) => {
    expect(await findingOf({ wait: async () => answer })).toMatchObject({
      outcome: 'failed',
      found: expect.stringMatching(found),
    });
  });
});
