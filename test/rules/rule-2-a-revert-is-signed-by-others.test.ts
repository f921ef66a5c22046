import { describe, expect, it } from 'vitest';
import type { NewIncident } from '../../core/detection/new-incident.ts';
import { directory, people, strangerSlackId } from '../support/given/directory.ts';
import { found } from '../support/given/incidents.ts';
import { refuse, review, ruleBy } from '../support/given/rulings.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { memorySystem, type SystemSettings } from '../support/memory-system.ts';

capturedOutput();

const { securityOne, securityTwo, owner } = people;
const byCountersign = review({ run: 'countersign' });

/** `etl` let everybody call a function; nobody approved it. */
async function seen(changes: Partial<NewIncident> = {}, settings: SystemSettings = {}) {
  const system = memorySystem({ ruleOn: ruleBy({ 'lambda:RemovePermission': byCountersign }), ...settings });
  const id = await system.openIncident(found(changes));
  const reverts = () =>
    system.requests.written
      .map(({ request }) => request)
      .filter(({ version, undoes }) => version === 1 && undoes === `incident-${id}`);
  return { system, id, reverts, revert: (who: string) => system.press(who, 'revert', id) };
}

describe('the revert of what nobody approved', () => {
  it('is a request of its own, by the policies of the agent that did it', async () => {
    const { system, id, reverts, revert } = await seen();
    expect(await revert(securityOne.id)).toContain('Other people than security.one@example.com');
    expect(reverts()).toMatchObject([
      {
        state: 'pending',
        action: 'lambda:RemovePermission',
        parameters: { FunctionName: 'orders', StatementId: 'open' },
        agent: { id: 'etl', session: 'nightly-run', owners: [owner.id] },
        asker: securityOne.id,
        undoes: `incident-${id}`,
      },
    ]);
    const [undo] = reverts();
    expect(await system.incidents.get(id)).toMatchObject({
      revert: { requestId: undo?.id, asker: securityOne.id },
    });
    expect([...system.incidentRooms.slack.cards.values()]).toMatchObject([
      { revert: { requestId: undo?.id } },
    ]);
  });

  it('runs when others have signed it, and leaves the incident open until somebody explains it', async () => {
    const { system, id, reverts, revert } = await seen();
    system.target.answer = { kind: 'done', result: {}, requestId: 'aws-request-1' };
    await revert(securityOne.id);
    const [undo] = reverts();
    if (!undo) throw new Error('Nothing was asked for.');
    await system.click(securityOne.id, 'approve', undo);
    await system.click(owner.id, 'approve', undo);
    await system.settle();
    expect(await system.stateOf(undo.id)).toBe('pending');
    await system.click(securityTwo.id, 'approve', undo);
    await system.settle();
    expect(await system.stateOf(undo.id)).toBe('done');
    expect(system.target.calls).toMatchObject([{ action: 'lambda:RemovePermission' }]);
    expect((await system.incidents.get(id))?.state).toBe('open');
  });

  it('shows on the card of its incident what came of it', async () => {
    const { system, id, reverts, revert } = await seen();
    const shown = () => [...system.incidentRooms.slack.reverting.values()];
    await revert(securityOne.id);
    expect(shown()).toEqual(['pending']);
    await system.click(securityTwo.id, 'deny', reverts()[0] ?? { id: '', digest: '' });
    await system.settle();
    expect(shown()).toEqual(['denied']);
    await revert(securityOne.id);
    expect(shown()).toEqual(['pending']);
    await system.click(securityTwo.id, 'approve', reverts()[1] ?? { id: '', digest: '' });
    await system.settle();
    expect(shown()).toEqual(['done']);
    // Also in the room of those who did not click, and when it is closed.
    await system.press(securityOne.id, 'explain', id, 'It is undone.');
    expect(shown()).toEqual(['done']);
    expect([...system.incidentRooms.terminal.reverting.values()]).toEqual(['done']);
  });

  it('is asked for once, whoever presses and however often', async () => {
    const { reverts, revert } = await seen();
    await revert(securityOne.id);
    await revert(securityTwo.id);
    expect(reverts()).toHaveLength(1);
  });

  it('may be wanted by its owner, and is signed by others all the same', async () => {
    const { system, reverts, revert } = await seen();
    await revert(owner.id);
    const [undo] = reverts();
    await system.click(owner.id, 'approve', undo ?? { id: '', digest: '' });
    expect(await system.stateOf(undo?.id ?? '')).toBe('pending');
  });

  it('is not asked for by a stranger, of another stage, or of what is closed', async () => {
    const { system, id, reverts, revert } = await seen();
    expect(await revert(strangerSlackId)).toContain(strangerSlackId);
    expect(await system.press(securityOne.id, 'revert', 'f'.repeat(32))).toContain('not known here');
    await system.press(securityOne.id, 'explain', id, 'All right.');
    expect(await revert(securityTwo.id)).toContain('closed already');
    expect(reverts()).toEqual([]);
  });

  it('is refused where policy refuses it to the agent', async () => {
    const { reverts, revert } = await seen({}, { ruleOn: ruleBy({ 'lambda:RemovePermission': refuse }) });
    expect(await revert(securityOne.id)).toContain('Policy refuses it');
    expect(reverts()).toMatchObject([{ state: 'refused' }]);
  });
});

describe('the revert of what drifted from a request', () => {
  const [policyBefore, policyAsked] = ['s3:GetObject', 's3:*'].map((actions) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
    }),
  );
  const parameters = { RoleName: 'etl-runner', PolicyName: 'access', PolicyDocument: policyAsked ?? '' };
  const resource = 'arn:aws:iam::111122223333:role/etl-runner';

  async function drifted(changes: Partial<NewIncident> = {}) {
    const system = memorySystem({ ruleOn: ruleBy({ 'iam:PutRolePolicy': byCountersign }) });
    system.target.there = { v: 1, kind: 'seen', value: { PolicyDocument: policyBefore ?? '' } };
    const request = await system.asked({
      action: 'iam:PutRolePolicy',
      resource,
      parameters,
      reason: 'It reads more buckets from now on.',
    });
    const id = await system.openIncident(
      found({
        kind: 'drifted',
        action: 'iam:PutRolePolicy',
        resource,
        region: (await system.requests.get(request.id))?.region ?? '',
        parameters,
        requestId: request.id,
        undo: { kind: 'offered', action: 'iam:PutRolePolicy' },
        who: {
          arn: 'arn:aws:sts::111122223333:assumed-role/executor/countersign-1',
          role: 'arn:aws:iam::111122223333:role/executor',
          session: 'countersign-1',
        },
        ...changes,
      }),
    );
    return { told: await system.press(securityOne.id, 'revert', id), system, id };
  }

  it('puts back what the request saw before it ran', async () => {
    const { told, system, id } = await drifted();
    expect(told).toContain('Other people than');
    const undo = system.requests.written.find(({ request }) => request.undoes === `incident-${id}`)?.request;
    expect(undo?.parameters).toEqual({ ...parameters, PolicyDocument: policyBefore });
  });

  it('puts nothing back where it ran on another target than the request saw', async () => {
    for (const other of [{ RoleName: 'another' }, { PolicyName: 'another' }]) {
      const { told } = await drifted({ parameters: { ...parameters, ...other } });
      expect(told).toContain('Nobody saw what was there before');
    }
  });
});

describe('why nothing can be reverted is said', () => {
  it.each<[string, Partial<NewIncident>, string]>([
    [
      'nobody saw what was there before',
      {
        action: 'iam:AttachRolePolicy',
        resource: 'arn:aws:iam::111122223333:role/etl-runner',
        parameters: { RoleName: 'etl-runner', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      },
      'Nobody saw what was there before',
    ],
    ['the catalog has no undo', { action: 'ec2:TerminateInstances', parameters: {} }, 'cannot be undone'],
    ['no policies say who may', { action: 'made:Up', parameters: {} }, 'cannot be undone'],
  ])('where %s', async (_, changes, why) => {
    const { reverts, revert } = await seen(changes);
    expect(await revert(securityOne.id)).toContain(why);
    expect(reverts()).toEqual([]);
  });

  it('where the incident said so when it was opened, whatever could be made of what is kept of it', async () => {
    const detail = 'CloudTrail did not keep its parameters whole.';
    const { reverts, revert } = await seen({ undo: { kind: 'not-offered', code: 'not-kept', detail } });
    expect(await revert(securityOne.id)).toContain(detail);
    expect(reverts()).toEqual([]);
  });

  it('where CloudTrail kept no parameters', async () => {
    const system = memorySystem();
    const { parameters: _, ...without } = found();
    const id = await system.openIncident(without);
    expect(await system.press(securityOne.id, 'revert', id)).toContain('did not keep its parameters');
  });

  it('where no agent of the directory did it, or it is none any more', async () => {
    const system = memorySystem({ directory: directory({ agents: [] }) });
    const { agent: _, ...ours } = found();
    expect(await system.press(securityOne.id, 'revert', await system.openIncident(ours))).toContain(
      'No agent',
    );
    const known = await system.openIncident(found({ sightingId: 'another' }));
    expect(await system.press(securityOne.id, 'revert', known)).toContain('no agent etl');
  });
});
