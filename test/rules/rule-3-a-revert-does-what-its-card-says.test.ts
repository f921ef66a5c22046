import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewIncident } from '../../core/detection/new-incident.ts';
import type { Person } from '../../core/directory/directory.ts';
import { noMembers } from '../../core/directory/room-user.ts';
import { createHandler } from '../../functions/slack/revert/handler.ts';
import { agentNamed, directory, people } from '../support/given/directory.ts';
import { found } from '../support/given/incidents.ts';
import { invoke } from '../support/given/lambda.ts';
import { allow, review, ruleBy } from '../support/given/rulings.ts';
import { type CallSeen, callSeen } from '../support/given/sighted-event.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { memorySystem, type SystemSettings } from '../support/memory-system.ts';
import { done } from '../support/memory-target.ts';

capturedOutput();

const { securityOne, securityTwo, securityThree, owner } = people;
const byCountersign = review({ run: 'countersign' });
const ruleOn = ruleBy({
  'lambda:AddPermission': byCountersign,
  'lambda:RemovePermission': byCountersign,
  'ec2:AuthorizeSecurityGroupIngress': byCountersign,
  'ec2:RevokeSecurityGroupIngress': byCountersign,
  'iam:CreateAccessKey': byCountersign,
  'iam:DeleteAccessKey': byCountersign,
});

/** A deployment with all that is asked for there to take something back. */
function watched(settings: SystemSettings = {}) {
  const system = memorySystem({ ruleOn, ...settings });
  const handler = createHandler(system.watching, system.ports);
  return {
    system,
    undos: () =>
      system.requests.written
        .map(({ request }) => request)
        .filter(({ version, undoes }) => version === 1 && undoes !== undefined),
    /** As Lambda brings the order of a button that was pressed, however often and late. */
    ordered: (incidentId: string, { id, handles }: Pick<Person, 'id' | 'handles'> = securityOne) =>
      invoke(handler, {
        v: 1,
        incidentId,
        handle: handles.slack ?? '',
        person: id,
        card: { door: 'slack', ref: 'C0APPROVALS/1767614500.000001' },
      } as unknown),
    async approved(who: { id: string }, undo: { id: string; digest: string }) {
      await system.click(who.id, 'approve', undo);
      await system.settle();
      return system.stateOf(undo.id);
    },
  };
}

/** `etl` let everybody call a function, and people have a card of it. */
async function seen(changes: Partial<NewIncident> = {}, settings: SystemSettings = {}) {
  const deployment = watched(settings);
  const id = await deployment.system.openIncident(found(changes));
  return { ...deployment, id, revert: (who: string) => deployment.system.press(who, 'revert', id) };
}

async function asked(settings: SystemSettings = {}, changes: Partial<NewIncident> = {}) {
  const given = await seen(changes, settings);
  await given.revert(securityOne.id);
  const [undo] = given.undos();
  if (!undo) throw new Error('Nothing was asked for.');
  return { ...given, undo };
}

/** CloudTrail tells of a call of `etl`. */
async function told(call: CallSeen) {
  const deployment = watched();
  await deployment.system.sighted(callSeen(call));
  const incident = deployment.system.incidents.written[0]?.incident;
  if (!incident) throw new Error('It is no incident.');
  const answer = await deployment.system.press(securityOne.id, 'revert', incident.id);
  return { ...deployment, incident, answer };
}

const opened = (more: object, where: Partial<CallSeen> = {}): CallSeen => ({
  call: 'lambda:AddPermission20150331v2',
  parameters: {
    functionName: 'orders',
    statementId: 'open',
    action: 'lambda:InvokeFunction',
    principal: '*',
    ...more,
  },
  ...where,
});

describe('what a revert takes back', () => {
  it.each<[string, object]>([
    ['a version of the function, whose policy is another', { qualifier: 'prod' }],
    ['a version in the name', { functionName: 'orders:prod' }],
    [
      'a version in the ARN',
      { functionName: 'arn:aws:lambda:eu-central-1:111122223333:function:orders:prod' },
    ],
    [
      'a function of another account',
      { functionName: 'arn:aws:lambda:eu-central-1:444455556666:function:orders' },
    ],
    [
      'a function of another region',
      { functionName: 'arn:aws:lambda:us-west-2:111122223333:function:orders' },
    ],
  ])('is never the like of it on something else: %s', async (_, more) => {
    const { incident, answer, undos } = await told(opened(more));
    expect(incident.undo).toMatchObject({ kind: 'not-offered' });
    expect(answer).toContain('No undo was asked for');
    expect(undos()).toEqual([]);
  });

  it('is where it was done, in whichever region that was', async () => {
    const { undos } = await told(opened({}, { region: 'us-west-2' }));
    expect(undos()).toMatchObject([
      {
        action: 'lambda:RemovePermission',
        resource: 'arn:aws:lambda:us-west-2:111122223333:function:orders',
        region: 'us-west-2',
        account: '111122223333',
      },
    ]);
  });

  it('is the key that AWS made, whatever else its agent has', async () => {
    const made = (responseElements: object | null) =>
      told({
        call: 'iam:CreateAccessKey',
        region: 'us-east-1',
        parameters: { userName: 'build-bot' },
        more: { responseElements },
      });
    const { undos } = await made({ accessKey: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', status: 'Active' } });
    expect(undos().map(({ parameters }) => parameters)).toEqual([
      { UserName: 'build-bot', AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
    ]);
    expect((await made(null)).undos()).toEqual([]);
  });

  it('is the rule that AWS made, in whichever form it was called for', async () => {
    const traffic = { ipProtocol: 'tcp', fromPort: 22, toPort: 22 };
    const long = { items: [{ ...traffic, groups: {}, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }] };
    const made = { items: [{ securityGroupRuleId: 'sgr-0123456789abcdef0' }] };
    for (const form of [{ ipPermissions: long }, { ...traffic, cidrIp: '0.0.0.0/0', ipPermissions: {} }]) {
      const { undos } = await told({
        call: 'ec2:AuthorizeSecurityGroupIngress',
        parameters: { groupId: 'sg-0123456789abcdef0', ...form },
        more: { responseElements: { _return: true, securityGroupRuleSet: made } },
      });
      expect(undos()).toMatchObject([
        {
          action: 'ec2:RevokeSecurityGroupIngress',
          parameters: {
            GroupId: 'sg-0123456789abcdef0',
            SecurityGroupRuleIds: ['sgr-0123456789abcdef0'],
          },
        },
      ]);
    }
  });

  it('is nothing where the catalog would undo it by another action now than its card says', async () => {
    const { revert, undos } = await seen({ undo: { kind: 'offered', action: 'lambda:DeleteFunction' } });
    expect(await revert(securityOne.id)).toContain(
      'It would be undone by lambda:RemovePermission now, which is not what its card says.',
    );
    expect(undos()).toEqual([]);
  });

  it('is nothing where the card says nothing of an undo', async () => {
    const { system, undos } = watched();
    const { undo: _, ...silent } = found();
    const id = await system.openIncident(silent);
    expect(await system.press(securityOne.id, 'revert', id)).toContain('which is not what its card says');
    expect(undos()).toEqual([]);
  });

  it('is nothing where the role is another agent’s by now', async () => {
    const [etl, release] = [agentNamed('etl'), agentNamed('release')];
    const agents = [
      { ...etl, roles: [] },
      { ...release, roles: [...release.roles, ...etl.roles] },
    ];
    const { revert, undos } = await seen({}, { directory: directory({ agents }) });
    expect(await revert(securityOne.id)).toContain('no agent etl with its role');
    expect(undos()).toEqual([]);
  });
});

describe('who reverts', () => {
  it.each(noMembers)('is nobody who is no full member of the room: a %s', async (why) => {
    const { system, revert, undos } = await seen();
    system.roomUsers.users.set(securityOne.handles.slack, { kind: 'no-member', why });
    expect(await revert(securityOne.id)).toBeDefined();
    expect(undos()).toEqual([]);
  });

  it('is nobody while the room does not say who presses', async () => {
    const { system, revert, undos } = await seen();
    system.roomUsers.down.users = true;
    expect(await revert(securityOne.id)).toBeDefined();
    expect(undos()).toEqual([]);
  });

  it('is nobody whom the directory does not have any more when Lambda brings the order', async () => {
    const { id, ordered, undos } = await seen({}, { directory: directory({ people: [securityTwo, owner] }) });
    await ordered(id, securityOne);
    expect(undos()).toEqual([]);
  });

  it.each(['session', 'sourceIdentity'])(
    'may be its owner, or the person whose name is its %s: neither of them signs it',
    async (member) => {
      const who = { ...found().who, [member]: securityTwo.id };
      for (const presses of [owner, securityTwo]) {
        const { system, revert, undos, approved } = await seen({ who });
        await revert(presses.id);
        const [undo] = undos();
        if (!undo) throw new Error('Nothing was asked for.');
        for (const one of [owner, securityTwo]) expect(await approved(one, undo)).toBe('pending');
        expect(system.target.calls).toEqual([]);
        expect(await approved(securityOne, undo)).toBe('done');
      }
    },
  );
});

describe('a revert runs once', () => {
  it('however often Lambda brings the order, of whomever, and in whatever order it is signed', async () => {
    const anyOrders = fc.array(fc.constantFrom(securityOne, securityTwo, owner), {
      minLength: 2,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(anyOrders, async (pressing) => {
        const { system, id, ordered, undos, approved } = await seen();
        const bring = () => Promise.all(pressing.map((one) => ordered(id, one)));
        await bring();
        await system.settle();
        expect(undos()).toHaveLength(1);
        const [undo] = undos();
        if (!undo) throw new Error('Nothing was asked for.');
        expect(await approved(securityThree, undo)).toBe('done');
        await bring();
        expect(undos()).toHaveLength(1);
        expect(system.target.calls).toHaveLength(1);
      }),
      { numRuns: 10 },
    );
  });

  it('where policy asks nobody too', async () => {
    const { id, system, ordered, undos } = await seen(
      {},
      { ruleOn: ruleBy({ 'lambda:RemovePermission': { ...allow, run: 'countersign' } }) },
    );
    await Promise.all([ordered(id), ordered(id), ordered(id)]);
    await ordered(id);
    expect(undos()).toHaveLength(1);
    expect(system.target.calls).toHaveLength(1);
  });

  it('and not again where nobody knows whether it ran', async () => {
    const { system, revert, undo, undos, approved } = await asked();
    system.target.answer = { kind: 'unknown', code: 'TimeoutError' };
    expect(await approved(securityTwo, undo)).toBe('unknown');
    expect(await revert(securityTwo.id)).toContain('It may have run, and nobody knows');
    expect(undos()).toHaveLength(1);
    expect(system.target.calls).toHaveLength(1);
  });

  it('and is asked for again when it came to nothing, with new votes', async () => {
    const { system, revert, undo, undos, approved } = await asked();
    await system.click(securityTwo.id, 'deny', undo);
    await system.settle();
    await revert(securityOne.id);
    expect(undos()).toHaveLength(2);
    const again = undos()[1] ?? undo;
    system.target.answer = done;
    expect(await approved(securityOne, again)).toBe('pending');
    expect(await approved(securityTwo, again)).toBe('done');
  });
});

describe('a closed incident', () => {
  const close = (system: ReturnType<typeof memorySystem>, id: string) =>
    system.press(securityOne.id, 'explain', id, 'It was agreed by phone.');

  it('is not reverted by an order that Lambda kept until then', async () => {
    const { system, id, ordered, undos } = await seen();
    await close(system, id);
    await ordered(id);
    expect(undos()).toEqual([]);
  });

  it('leaves a revert that was asked for before to the people who are asked', async () => {
    const { system, id, undo, undos, approved, ordered } = await asked();
    await close(system, id);
    await ordered(id, securityTwo);
    expect(undos()).toHaveLength(1);
    expect(await approved(securityTwo, undo)).toBe('done');
    expect((await system.incidents.get(id))?.state).toBe('closed');
  });

  it('is not reverted again, where what was asked for before came to nothing', async () => {
    const { system, id, undo, undos, revert } = await asked();
    await system.click(securityTwo.id, 'deny', undo);
    await close(system, id);
    expect(await revert(securityTwo.id)).toContain('closed already');
    expect(undos()).toHaveLength(1);
  });
});

describe('an agent that wants to keep what it did', () => {
  const asking = (StatementId: string) => ({
    action: 'lambda:RemovePermission',
    resource: 'arn:aws:lambda:eu-central-1:111122223333:function:orders',
    parameters: { FunctionName: 'orders', StatementId },
    reason: 'I tidy up.',
  });

  it('keeps no revert away by asking for so much that no place is left', async () => {
    const { system, revert, undos, approved } = await seen({}, { pendingLimit: 2 });
    for (const one of ['one', 'two']) expect((await system.submit(asking(one))).status).toBe(202);
    expect((await system.submit(asking('three'))).status).toBe(429);
    expect(await revert(securityOne.id)).toContain('is to undo it');
    const [undo] = undos();
    if (!undo) throw new Error('Nothing was asked for.');
    expect(await approved(securityTwo, undo)).toBe('done');
    // The places are those of its own requests all the same.
    expect((await system.submit(asking('three'))).status).toBe(429);
  });

  it('keeps none away by asking as often as it may', async () => {
    const { system, revert, undos } = await seen({}, { requestsPerMinute: 1 });
    await system.submit(asking('one'));
    expect((await system.submit(asking('two'))).status).toBe(429);
    await revert(securityOne.id);
    expect(undos()).toHaveLength(1);
  });

  it('keeps none away by asking for the same first, and taking that back', async () => {
    const { system, revert, undos } = await seen();
    const own = await system.asked(asking('open'));
    expect(await revert(securityOne.id)).toContain(`asked for the same in request ${own.id}`);
    await system.withdraw(own.id);
    await system.settle();
    await revert(securityOne.id);
    expect(undos()).toHaveLength(1);
  });

  it('withdraws none', async () => {
    const { system, undo } = await asked();
    expect((await system.withdraw(undo.id)).status).toBe(409);
    expect(await system.stateOf(undo.id)).toBe('pending');
  });
});
