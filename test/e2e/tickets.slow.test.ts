import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agentTerminal } from '../support/agent-terminal.ts';
import { deploymentForAll } from '../support/deployment-for-all.ts';
import { must, people, press, purgeSubmission, stored } from '../support/driver.ts';
import { type TestDeployment, until } from '../support/local-deployment.ts';

let deployment: TestDeployment;
deploymentForAll((opened) => {
  deployment = opened;
});

/** A pipeline without any credentials of AWS, and without a line of ours. */
const pipeline = {
  verify: (ticket: string) =>
    jwtVerify(ticket, createRemoteJWKSet(new URL('/v1/keys', deployment.apiUrl)), {
      algorithms: ['ES256'],
      typ: 'countersign-ticket+jwt',
      audience: 'countersign-trial',
    }),
  redeem: (jti: string, ticket: string) =>
    fetch(new URL(`/v1/tickets/${jti}`, deployment.apiUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ticket }),
    }),
};

test('a ticket is taken, verified without us, redeemed once, and reports its run from another session', async () => {
  const agent = deployment.agent('etl-agent');
  const { id, digest } = must(await agent.submit(purgeSubmission('ticket')));
  await press(deployment, people.securityOne, id, 'approve');
  must(await agent.wait(id, 20));
  const { ticket } = must(await agent.start(id, digest));

  const { payload } = await pipeline.verify(ticket);
  expect(payload).toMatchObject({ request: id, digest, action: 'cache:purge' });
  expect(payload.approvers).toHaveLength(1);

  const jti = String(payload.jti);
  expect(await (await pipeline.redeem(jti, ticket)).json()).toMatchObject({ claims: { request: id } });
  const again = await pipeline.redeem(jti, ticket);
  expect([again.status, await again.json()]).toMatchObject([
    409,
    { type: 'urn:countersign:problem:ticket-redeemed' },
  ]);

  const later = deployment.agent('etl-agent', 'session-2');
  expect(must(await later.report(id, { status: 'done', digest, ticket })).state).toBe('done');
  expect(deployment.bugs).toEqual([]);
});

test('the keys are public, alone, and may be kept for minutes', async () => {
  const answer = await fetch(new URL('/v1/keys', deployment.apiUrl));
  expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
  const { keys } = (await answer.json()) as { keys: object[] };
  expect(keys).toHaveLength(1);
  for (const key of keys)
    expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
});

describe('the example of Terraform', () => {
  const scripts = fileURLToPath(new URL('../../docs/examples/terraform/', import.meta.url));
  const cli = fileURLToPath(new URL('../../clients/cli/main.ts', import.meta.url));
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'terraform-'));
    const program = (name: string, ...lines: string[]) => {
      writeFileSync(join(folder, name), ['#!/bin/sh', ...lines, ''].join('\n'));
      chmodSync(join(folder, name), 0o755);
    };
    program(
      'terraform',
      'case "$1" in',
      '  plan) echo "the plan of $$" > plan.out; echo planned ;;',
      '  show) echo "Plan: 2 to add, 1 to change, 0 to destroy." ;;',
      '  apply) cat "$3" >> applied ;;',
      'esac',
    );
    program('git', 'echo 2f9c1d4e8b7a6053f1e2d3c4b5a697887766554a');
    program('countersign', `exec node ${cli} "$@"`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const applied = (): string => readFileSync(join(folder, 'applied'), { encoding: 'utf8', flag: 'a+' });
  const ask = () =>
    agentTerminal(
      deployment,
      `cd ${folder} && ${scripts}plan-and-ask.sh network-test ${deployment.account} ${deployment.region} 'A test'`,
      { PATH: `${folder}:${process.env.PATH}` },
    );
  const waiting = ({ errors }: ReturnType<typeof ask>): Promise<string> =>
    until('a plan that waits for people', async () => /Request (\w+) waits for/.exec(errors())?.[1]);

  /** All that the request needs, one vote after the other. */
  async function sign(id: string) {
    for (const person of Object.values(people)) {
      if ((await stored(deployment, id))?.state !== 'pending') return;
      await press(deployment, person, id, 'approve');
    }
  }

  test('applies the plan that was signed, by the command that was signed', async () => {
    const running = ask();
    const id = await waiting(running);
    const plan = readFileSync(join(folder, 'plan.out'), 'utf8');
    await sign(id);
    const { status, errors } = await running.ended;
    expect([status, errors]).toEqual([0, expect.not.stringContaining('not this command line')]);
    expect(applied()).toBe(plan);
    const request = await stored(deployment, id);
    expect(request).toMatchObject({ state: 'done', parameters: { add: 2, change: 1, destroy: 0 } });
    expect(request?.parameters.command).toEqual([
      `${scripts}apply-plan.sh`,
      request?.parameters.plan,
      'plan.out',
    ]);
  });

  test('applies nothing that was written over the plan while people read it', async () => {
    const before = applied();
    const running = ask();
    const id = await waiting(running);
    writeFileSync(join(folder, 'plan.out'), 'another plan\n');
    await sign(id);
    const { status, errors } = await running.ended;
    expect(status).toBe(1);
    expect(errors).toContain('Nothing was applied');
    expect(applied()).toBe(before);
    expect(await stored(deployment, id)).toMatchObject({ state: 'failed' });
  });
});

test('a ticket says its own times in seconds', async () => {
  const agent = deployment.agent('etl-agent');
  const { id, digest } = must(await agent.submit(purgeSubmission('times')));
  await press(deployment, people.securityOne, id, 'approve');
  must(await agent.wait(id, 20));
  const { iat = 0, nbf, exp } = decodeJwt(must(await agent.start(id, digest)).ticket);
  expect([nbf, exp]).toEqual([iat, iat + 43_200]);
});
