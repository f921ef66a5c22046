import { describe, expect, it } from 'vitest';
import { agentNamed, directory, people, strangerSlackId } from '../support/given/directory.ts';
import { allow, refuse, review, ruleBy } from '../support/given/rulings.ts';
import {
  type CallSeen,
  callSeen,
  delivered,
  deniedCall,
  eventId,
  ownCall,
} from '../support/given/sighted-event.ts';
import { strikeAt } from '../support/memory-outage.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { type MemorySystem, memorySystem, type SystemSettings } from '../support/memory-system.ts';

capturedOutput();

const { securityOne, owner, outsider } = people;

const byCountersign = review({ run: 'countersign' });
const ruleOn = ruleBy({
  'rds:DeleteDBInstance': byCountersign,
  'rds:DescribeDBInstances': allow,
  'rds:DeleteDBCluster': refuse,
  'iam:CreateUser': byCountersign,
  'secretsmanager:GetSecretValue': byCountersign,
});

const remove = {
  action: 'rds:DeleteDBInstance',
  resource: 'arn:aws:rds:eu-central-1:111122223333:db:orders',
  parameters: { DBInstanceIdentifier: 'orders', SkipFinalSnapshot: true },
  reason: 'The database is replaced.',
};
const removal = (changes: Partial<CallSeen> = {}): CallSeen => ({
  call: 'rds:DeleteDBInstance',
  parameters: { dBInstanceIdentifier: 'orders', skipFinalSnapshot: true },
  ...changes,
});
const runKey = { accessKeyId: 'ASIA0000000000000001' };

/** A request that people approved and Countersign ran. */
async function ran(settings: SystemSettings = {}) {
  const system = memorySystem({ ruleOn, ...settings });
  const { id } = await approve(system);
  return { system, id, session: `countersign-${id}` };
}

async function approve(system: MemorySystem) {
  const asked = await system.asked(remove);
  await system.click(securityOne.id, 'approve', asked);
  await system.settle();
  return asked;
}

const incidentsOf = ({ incidents }: MemorySystem) =>
  incidents.written.filter(({ from }) => from === null).map(({ incident }) => incident);
const requestsOf = ({ requests }: MemorySystem) =>
  requests.written.map(({ request }) => request).filter(({ version }) => version === 1);
const cardsOf = ({ deniedRooms }: MemorySystem) => [...deniedRooms.slack.cards.values()];

describe('a call that no approval covers', () => {
  it('is an incident, with what it was, by whom, and what policy says', async () => {
    const system = memorySystem({ ruleOn });
    const seen = callSeen(removal());
    expect(await system.sighted(seen)).toMatchObject([{ kind: 'unmatched' }]);
    expect(incidentsOf(system)).toMatchObject([
      {
        kind: 'unapproved',
        action: 'rds:DeleteDBInstance',
        resource: remove.resource,
        parameters: remove.parameters,
        agent: { id: 'etl', owners: [owner.id] },
        who: { role: 'arn:aws:iam::111122223333:role/etl-agent', session: 'nightly-run' },
        risk: 'high',
        policies: ['prod-export'],
        notify: ['security'],
        eventIds: [seen.event.eventID],
      },
    ]);
  });

  it('is one also where policy would have refused it', async () => {
    const system = memorySystem({ ruleOn });
    await system.sighted(
      callSeen({ call: 'rds:DeleteDBCluster', parameters: { dBClusterIdentifier: 'ledger' } }),
    );
    expect(incidentsOf(system)).toMatchObject([{ action: 'rds:DeleteDBCluster', risk: 'critical' }]);
  });

  it('is none where policy plainly allows it, or where AWS did not do it', async () => {
    const system = memorySystem({ ruleOn });
    const verdicts = await system.sighted(
      callSeen({ call: 'rds:DescribeDBInstances', readOnly: true }),
      callSeen(removal({ errorCode: 'DBInstanceNotFoundFault' })),
    );
    expect(verdicts).toEqual([
      { kind: 'plainly-allowed', agent: 'etl' },
      { kind: 'counted', why: 'not-done' },
    ]);
    expect(incidentsOf(system)).toEqual([]);
  });

  it('is one of a role that only agents come with, though the directory has no such agent', async () => {
    const system = memorySystem({ ruleOn });
    await system.sighted(callSeen(removal({ role: 'nobodys-agent' })));
    expect(incidentsOf(system)).toMatchObject([{ kind: 'unapproved', who: { session: 'nightly-run' } }]);
    expect(incidentsOf(system)[0]).not.toHaveProperty('agent');
  });

  it('of a service that acts for the agent is one too, and says through what', async () => {
    const system = memorySystem({ ruleOn });
    await system.sighted(callSeen(removal({ invokedBy: 'cloudformation.amazonaws.com' })));
    expect(incidentsOf(system)[0]?.sentence).toMatch(/^Through cloudformation.amazonaws.com: Delete /);
  });

  it('is ruled on as the API would: IAM is in the region of the API, whatever its events say', async () => {
    const asked: string[] = [];
    const system = memorySystem({
      ruleOn: (facts) => {
        asked.push(`${facts.action} ${facts.region}`);
        return byCountersign;
      },
    });
    await system.sighted(
      callSeen({ call: 'iam:CreateUser', region: 'us-east-1', parameters: { userName: 'x' } }),
    );
    await system.sighted(callSeen(removal({ region: 'eu-west-3' })));
    expect(asked).toEqual(['iam:CreateUser eu-central-1', 'rds:DeleteDBInstance eu-west-3']);
  });

  it('that nobody has described is one where it writes, and counted where it reads', async () => {
    const system = memorySystem({ ruleOn: ruleBy({}) });
    const verdicts = await system.sighted(
      callSeen({
        call: 'glue:CreateClassifier',
        parameters: { xMLClassifier: { name: 'x', classification: 'y' } },
      }),
      callSeen({ call: 'glue:GetClassifier', parameters: { name: 'x' }, readOnly: true }),
    );
    expect(verdicts).toMatchObject([{ kind: 'unmatched' }, { kind: 'counted', why: 'left-to-the-role' }]);
    const closed = memorySystem({ ruleOn: ruleBy({}), boundary: 'closed' });
    const read = callSeen({ call: 'glue:GetClassifier', parameters: { name: 'x' }, readOnly: true });
    expect(await closed.sighted(read)).toMatchObject([{ kind: 'unmatched' }]);
  });

  it('in another account than the agent’s is refused as the API would refuse it', async () => {
    const system = memorySystem({
      ruleOn: ruleBy({ 'rds:DeleteDBInstance': { ...allow, run: 'countersign' } }),
    });
    const elsewhere = callSeen(removal({ more: { recipientAccountId: '444455556666' } }));
    expect(await system.sighted({ ...elsewhere, account: '444455556666' })).toMatchObject([
      { kind: 'unmatched' },
    ]);
  });

  it('is contained as policy says, unless it is older than an hour', async () => {
    const policies = [policy('prod-export', { contain: 'sessions' })];
    const now = memorySystem({ ruleOn, policies });
    await now.sighted(callSeen(removal()));
    expect(incidentsOf(now)).toMatchObject([{ contain: 'sessions' }]);
    const later = memorySystem({ ruleOn, policies });
    await later.sighted(callSeen(removal({ at: '2026-01-05T10:58:00Z' })));
    expect(incidentsOf(later)).toHaveLength(1);
    expect(incidentsOf(later)[0]).not.toHaveProperty('contain');
    expect(later.sightings.written).toMatchObject([{ late: true }]);
  });

  it('is covered by the approval that its agent took to run it by itself, once', async () => {
    const system = memorySystem({ ruleOn: ruleBy({ 'rds:DeleteDBInstance': review() }) });
    const { id, digest } = await approve(system);
    await system.run(id, 'done', digest);
    const [first, second] = [callSeen(removal()), callSeen(removal())];
    expect(await system.sighted(first)).toEqual([{ kind: 'matched', requestId: id, as: 'run' }]);
    expect(await system.requests.get(id)).toMatchObject({ evidence: { kind: 'confirmed' } });
    expect(await system.sighted(second)).toMatchObject([{ kind: 'unmatched' }]);
  });

  it('is not covered by an approval for something else, of another agent, or that was not taken', async () => {
    const system = memorySystem({ ruleOn: ruleBy({ 'rds:DeleteDBInstance': review() }) });
    const { id, digest } = await approve(system);
    const verdicts = await system.sighted(callSeen(removal()));
    await system.start(id, digest);
    const others = await system.sighted(
      callSeen(removal({ parameters: { dBInstanceIdentifier: 'ledger', skipFinalSnapshot: true } })),
      callSeen(removal({ role: 'release-agent' })),
      callSeen(removal({ at: '2026-01-05T11:50:00Z' })),
    );
    expect([...verdicts, ...others].map(({ kind }) => kind)).toEqual(Array(4).fill('unmatched'));
  });

  it('of somebody who stops the trail is one, whoever it is', async () => {
    const system = memorySystem({ ruleOn });
    await system.sighted(
      callSeen({ call: 'cloudtrail:StopLogging', role: 'administrator', parameters: { name: 'main' } }),
    );
    await system.sighted(
      callSeen({
        call: 'events:DisableRule',
        role: 'administrator',
        parameters: { name: 'countersign-test-agents' },
      }),
    );
    await system.sighted(
      callSeen({ call: 'events:DisableRule', role: 'administrator', parameters: { name: 'theirs' } }),
    );
    expect(incidentsOf(system).map(({ kind }) => kind)).toEqual(['trail-stopped', 'trail-stopped']);
  });

  it('keeps of AWS’s answer what takes it back, and nothing else of it', async () => {
    const system = memorySystem({ ruleOn });
    await system.sighted(
      callSeen({
        call: 'iam:CreateAccessKey',
        region: 'us-east-1',
        parameters: { userName: 'build-bot' },
        more: {
          responseElements: {
            accessKey: {
              userName: 'build-bot',
              accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
              secretAccessKey: 'never',
            },
          },
        },
      }),
    );
    expect(incidentsOf(system)).toMatchObject([
      {
        result: { AccessKey: { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' } },
        undo: { kind: 'offered', action: 'iam:DeleteAccessKey' },
      },
    ]);
    expect(JSON.stringify(incidentsOf(system))).not.toContain('never');
  });

  it.each<[string, CallSeen, string]>([
    [
      'AWS’s answer was not kept',
      { call: 'iam:CreateAccessKey', parameters: { userName: 'build-bot' } },
      'impossible',
    ],
    [
      'a parameter that counts was hidden',
      { call: 'iam:CreateUser', parameters: { userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' } },
      'not-kept',
    ],
    [
      'the directory has no such agent',
      { call: 'iam:CreateUser', parameters: { userName: 'x' }, role: 'nobodys-agent' },
      'no-agent',
    ],
    [
      'nobody saw what was there before',
      {
        call: 'cloudtrail:StopLogging',
        parameters: { name: 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/main' },
      },
      'not-seen',
    ],
    [
      'an administrator did it',
      { call: 'cloudtrail:StopLogging', parameters: { name: 'main' }, role: 'administrator' },
      'no-agent',
    ],
    [
      'it is a sign-in',
      {
        call: 'signin:ConsoleLogin',
        more: {
          eventType: 'AwsConsoleSignIn',
          eventSource: 'signin.amazonaws.com',
          responseElements: { ConsoleLogin: 'Success' },
        },
      },
      'no-undo',
    ],
  ])('says why nothing takes it back where %s', async (_, seen, code) => {
    const system = memorySystem({ ruleOn });
    await system.sighted(callSeen(seen));
    expect(incidentsOf(system)).toMatchObject([{ undo: { kind: 'not-offered', code } }]);
  });

  it('is one where an agent signs in to the console', async () => {
    const system = memorySystem({ ruleOn });
    const signIn = {
      eventType: 'AwsConsoleSignIn',
      eventSource: 'signin.amazonaws.com',
      responseElements: { ConsoleLogin: 'Success' },
    };
    const seen = callSeen({ call: 'signin:ConsoleLogin', more: signIn });
    expect(await system.sighted(seen)).toMatchObject([{ kind: 'unmatched' }]);
  });
});

describe('a role of Countersign', () => {
  it('confirms by its call the run that was approved, and the record says which event it was', async () => {
    const { system, id, session } = await ran();
    const seen = ownCall('executor', session, removal(runKey));
    expect(await system.sighted(seen)).toEqual([{ kind: 'matched', requestId: id, as: 'run' }]);
    const confirmed = system.recordsOf(id).at(-1);
    expect(confirmed).toMatchObject({
      via: 'cloudtrail',
      actor: { kind: 'system', id: 'sight' },
      change: { type: 'confirmed', eventIds: [seen.event.eventID], untold: [] },
    });
    const rows = [...system.sealed.values()].flat().map((row) => JSON.parse(row));
    expect(rows.find(({ type }) => type === 'confirmed').cloudtrail_event_ids).toEqual([seen.event.eventID]);
  });

  it.each<[string, Partial<CallSeen>]>([
    ['another value', { parameters: { dBInstanceIdentifier: 'ledger', skipFinalSnapshot: true } }],
    [
      'one that nobody signed',
      {
        parameters: {
          dBInstanceIdentifier: 'orders',
          skipFinalSnapshot: true,
          finalDBSnapshotIdentifier: 'copy',
        },
      },
    ],
    ['another region', { region: 'eu-west-3' }],
    ['a refusal, where it was told that it ran', { errorCode: 'AccessDenied' }],
  ])('that did not do what was signed has drifted: %s', async (_, changes) => {
    const { system, id, session } = await ran();
    expect(
      await system.sighted(ownCall('executor', session, removal({ ...runKey, ...changes }))),
    ).toMatchObject([{ kind: 'drifted', requestId: id }]);
    expect(await system.requests.get(id)).toMatchObject({ state: 'done', evidence: { kind: 'drifted' } });
    expect(incidentsOf(system)).toMatchObject([{ kind: 'drifted', requestId: id, agent: { id: 'etl' } }]);
    expect(incidentsOf(system)[0]?.differences?.length).toBeGreaterThan(0);
  });

  it('whose call AWS refused is no incident: its request has failed', async () => {
    const system = memorySystem({ ruleOn });
    system.target.answer = { kind: 'failed', code: 'AccessDenied', message: 'No.', requestId: 'aws-1' };
    const { id } = await approve(system);
    expect(await system.stateOf(id)).toBe('failed');
    const seen = ownCall(
      'executor',
      `countersign-${id}`,
      removal({ ...runKey, errorCode: 'AccessDenied', parameters: null }),
    );
    expect(await system.sighted(seen)).toEqual([{ kind: 'matched', requestId: id, as: 'refused' }]);
    expect(incidentsOf(system)).toEqual([]);
    expect(await system.requests.get(id)).toMatchObject({
      evidence: { kind: 'confirmed', errorCode: 'AccessDenied' },
    });
  });

  it('has a run that nobody knew the end of told by CloudTrail', async () => {
    const system = memorySystem({ ruleOn });
    system.target.answer = { kind: 'unknown', code: 'TimeoutError' };
    const { id } = await approve(system);
    await system.sighted(ownCall('executor', `countersign-${id}`, removal(runKey)));
    expect(await system.requests.get(id)).toMatchObject({
      state: 'unknown',
      evidence: { kind: 'confirmed' },
    });
  });

  it('is seen while its call is still under way', async () => {
    const { system, id, session } = await ran();
    const begun = system.requests.written.find(
      ({ request }) => request.id === id && request.state === 'running',
    );
    if (begun) system.requests.forge(id, () => begun.request);
    await system.sighted(ownCall('executor', session, removal(runKey)));
    expect(await system.requests.get(id)).toMatchObject({
      state: 'running',
      evidence: { kind: 'confirmed' },
    });
  });

  it('runs it once: a second call under its name is an incident', async () => {
    const { system, session } = await ran();
    await system.sighted(ownCall('executor', session, removal(runKey)));
    expect(await system.sighted(ownCall('executor', session, removal(runKey)))).toMatchObject([
      { kind: 'unmatched' },
    ]);
    expect(incidentsOf(system)).toMatchObject([
      { kind: 'misused-role', risk: 'critical', undo: { code: 'no-agent' } },
    ]);
  });

  it('has services acting for it attached to its run', async () => {
    const { system, id, session } = await ran();
    const acting = ownCall('executor', session, {
      call: 'kms:CreateGrant',
      invokedBy: 'rds.amazonaws.com',
      accessKeyId: 'ASIASERVICESERVICE00',
    });
    expect(await system.sighted(acting)).toEqual([{ kind: 'matched', requestId: id, as: 'service' }]);
    expect(incidentsOf(system)).toEqual([]);
  });

  it.each<[string, (session: string) => ReturnType<typeof ownCall>]>([
    [
      'another action than was signed',
      (session) =>
        ownCall('executor', session, { ...runKey, call: 'iam:CreateUser', parameters: { userName: 'x' } }),
    ],
    [
      'another session of the same name',
      (session) => ownCall('executor', session, removal({ accessKeyId: 'ASIAOTHEROTHEROTHER0' })),
    ],
    [
      'a request that there is not',
      () => ownCall('executor', `countersign-${'e'.repeat(32)}`, removal(runKey)),
    ],
    ['a name that no function gives', () => ownCall('executor', 'someone', removal(runKey))],
    [
      'a source identity that is not its name',
      (session) => ownCall('executor', session, removal({ ...runKey, sourceIdentity: 'someone' })),
    ],
    [
      'a look that writes',
      (session) => ownCall('look', session.replace('countersign-', 'countersign-look-'), removal()),
    ],
    [
      'a look at nothing',
      () =>
        ownCall('look', `countersign-look-${'e'.repeat(32)}`, {
          call: 'rds:DescribeDBInstances',
          readOnly: true,
        }),
    ],
    ['a heartbeat that is another call', () => ownCall('look', 'countersign-heartbeat', removal())],
    [
      'a containment that gives',
      () => ownCall('contain', `countersign-contain-${'1'.repeat(32)}`, { call: 'iam:AttachRolePolicy' }),
    ],
  ])('does nothing else: %s', async (_, call) => {
    const { system, id, session } = await ran();
    expect(await system.sighted(call(session))).toMatchObject([{ kind: 'unmatched' }]);
    expect(incidentsOf(system)).toMatchObject([{ kind: 'misused-role' }]);
    expect(await system.requests.get(id)).not.toHaveProperty('evidence');
  });

  it('is known by its own work, which makes no incident and no request: nothing loops', async () => {
    const { system, id } = await ran();
    const verdicts = await system.sighted(
      ownCall('look', `countersign-look-${id}`, { call: 'rds:DescribeDBInstances', readOnly: true }),
      ownCall('look', `countersign-look-${id}`, {
        call: 'rds:DescribeDBInstances',
        readOnly: true,
        errorCode: 'AccessDenied',
      }),
      ownCall('look', 'countersign-heartbeat', { call: 'ec2:DeleteKeyPair', parameters: { keyName: 'x' } }),
      ownCall('revoke', `countersign-revoke-${id}`, { call: 'iam:PutRolePolicy' }),
      ownCall('contain', `countersign-contain-${'1'.repeat(32)}`, { call: 'iam:PutRolePolicy' }),
      ownCall('reconcile', 'countersign-reconcile', { call: 'cloudtrail:LookupEvents', readOnly: true }),
      callSeen({
        call: 'sts:AssumeRole',
        role: 'countersign-test-execute',
        parameters: {
          roleArn: 'arn:aws:iam::111122223333:role/countersign-test-executor',
          roleSessionName: `countersign-${id}`,
          sourceIdentity: `countersign-${id}`,
        },
      }),
    );
    expect(verdicts.map((verdict) => ('task' in verdict ? verdict.task : verdict.kind))).toEqual([
      'look',
      'look',
      'heartbeat',
      'revoke',
      'contain',
      'reconcile',
      'assume',
    ]);
    expect(incidentsOf(system)).toEqual([]);
    expect(requestsOf(system)).toHaveLength(1);
    expect(system.heartbeats).toEqual([
      { account: '111122223333', region: 'eu-central-1', at: '2026-01-05T12:00:00Z' },
    ]);
  });

  it('is taken by its function alone', async () => {
    const { system, id } = await ran();
    const assume = (role: string, roleSessionName: string) =>
      callSeen({
        call: 'sts:AssumeRole',
        role,
        parameters: { roleArn: 'arn:aws:iam::111122223333:role/countersign-test-executor', roleSessionName },
      });
    await system.sighted(assume('etl-agent', `countersign-${id}`), assume('countersign-test-execute', 'me'));
    expect(incidentsOf(system).map(({ kind }) => kind)).toEqual(['misused-role', 'misused-role']);
  });

  it('is not told of where CloudTrail kept no parameters: the event is judged like any other, and stops none', async () => {
    const system = memorySystem();
    const verdicts = await system.sighted(
      callSeen({ call: 'sts:AssumeRole' }),
      callSeen({ call: 'sts:AssumeRole', parameters: null }),
    );
    expect(verdicts).toHaveLength(2);
    expect(system.failedSightings).toBe(0);
  });

  it('is not who says so: an agent under a name of ours is an incident, and confirms nothing', async () => {
    const { system, id, session } = await ran();
    const verdicts = await system.sighted(
      callSeen(removal({ session, ...runKey })),
      callSeen(removal({ session, sourceIdentity: session, ...runKey })),
      callSeen(removal({ role: 'countersign-test-executor-2', session, sourceIdentity: session, ...runKey })),
    );
    expect(verdicts.map(({ kind }) => kind)).toEqual(['unmatched', 'unmatched', 'unmatched']);
    expect(await system.requests.get(id)).not.toHaveProperty('evidence');
  });
});

describe('an event', () => {
  it('counts once, however often it comes, also as its copy in another account', async () => {
    const system = memorySystem({ ruleOn });
    const seen = removal({ sharedId: eventId('shared') });
    const [one, copy] = [callSeen(seen), callSeen(seen)];
    await system.sighted(one, one, copy);
    expect(await system.sighted(one, copy)).toEqual([]);
    expect(system.sightings.written).toHaveLength(1);
    expect(incidentsOf(system)).toHaveLength(1);
  });

  it('that cannot be judged keeps none of those behind it from being judged', async () => {
    const system = memorySystem({ ruleOn });
    const broken = { event: { eventName: 7, 'not an event': true }, account: '111122223333' };
    const unknown = callSeen({ call: 'newservice:DoThings', parameters: { of: 'any' } });
    const verdicts = await system.sighted(broken, unknown, callSeen(removal()));
    expect(verdicts.map(({ kind }) => kind)).toEqual(['not-understood', 'not-understood', 'unmatched']);
    expect(system.failedSightings).toBe(0);
    const [first, second] = system.sightings.written.map(({ verdict }) => verdict);
    expect(first).toMatchObject({ event: JSON.stringify(broken.event) });
    expect(second).toMatchObject({ event: expect.stringContaining('"of":"any"') });
  });

  it('that fails comes again alone', async () => {
    const system = memorySystem({ ruleOn });
    const [one, other] = [callSeen(removal()), callSeen({ call: 'rds:DescribeDBInstances', readOnly: true })];
    let struck = 0;
    system.outage.strike = (call, moment) => {
      if (call !== 'incidents.create' || moment !== 'after') return;
      struck += 1;
      throw new Error('An outage');
    };
    expect(await system.sighted(one, other)).toMatchObject([{ kind: 'plainly-allowed' }]);
    expect(system.failedSightings).toBe(1);
    system.outage.strike = () => {};
    expect(await system.sighted(one, other)).toMatchObject([{ kind: 'unmatched' }]);
    expect(struck).toBe(1);
    expect(incidentsOf(system)).toHaveLength(1);
  });

  it.each<[string, (text: string) => string]>([
    ['from an account that is not listed', (text) => text.replaceAll('111122223333', '999988887777')],
    [
      'whose sender speaks for another account',
      (text) => text.replace('"account":"111122223333"', '"account":"444455556666"'),
    ],
    ['under a source that is not AWS', (text) => text.replace('"source":"aws.rds"', '"source":"my.rds"')],
    ['that did not come by CloudTrail', (text) => text.replace('AWS API Call via CloudTrail', 'Any')],
    ['that is no JSON', (text) => text.slice(1)],
  ])('is not believed: one %s', async (_, forge) => {
    const system = memorySystem({ ruleOn });
    const answer = await system.taken(forge(delivered(callSeen(removal()))));
    expect(answer.batchItemFailures).toEqual([]);
    expect(system.sightings.written).toEqual([]);
    expect(incidentsOf(system)).toEqual([]);
  });

  it('that tells of a call once more, as statistics or as the network saw it, is none', async () => {
    const system = memorySystem({ ruleOn });
    expect(
      await system.sighted(
        callSeen(removal({ more: { eventCategory: 'NetworkActivity' } })),
        callSeen(removal({ more: { eventCategory: 'Insight' } })),
      ),
    ).toEqual(Array(2).fill({ kind: 'counted', why: 'not-a-call' }));
  });

  it('of nobody here is counted, and no more', async () => {
    const system = memorySystem({ ruleOn });
    expect(
      await system.sighted(
        callSeen(removal({ role: 'administrator' })),
        callSeen(removal({ more: { userIdentity: { type: 'Root', accountId: '111122223333' } } })),
        callSeen(removal({ more: { userIdentity: { type: 'AWSService', invokedBy: 'rds.amazonaws.com' } } })),
        callSeen(removal({ more: { userIdentity: null } })),
      ),
    ).toEqual(Array(4).fill({ kind: 'counted', why: 'not-agent' }));
  });
});

describe('a call that AWS denied to an agent', () => {
  it('is told to its people, with what said no', async () => {
    const system = memorySystem({ ruleOn });
    expect(await system.sighted(deniedCall(removal()))).toEqual([
      { kind: 'denied', agent: 'etl', became: 'told' },
    ]);
    expect(cardsOf(system)).toMatchObject([
      {
        agent: 'etl',
        owners: [owner.id],
        hour: '2026-01-05T12',
        lines: [
          {
            action: 'rds:DeleteDBInstance',
            resource: remove.resource,
            times: 1,
            by: 'the permissions boundary of its role (arn:aws:iam::111122223333:policy/countersign-test-agent-boundary)',
          },
        ],
      },
    ]);
    expect(cardsOf(system)[0]?.lines[0]).not.toHaveProperty('whyNot');
    expect(requestsOf(system)).toEqual([]);
  });

  it('becomes, when its owner presses, the request that the agent would have made', async () => {
    const system = memorySystem({ ruleOn });
    await system.sighted(deniedCall(removal()));
    const said = await system.turn(owner.id, system.sightings.written[0]?.id ?? '');
    const [made] = requestsOf(system);
    expect(said).toBe(`Request ${made?.id} was made of it. Other people than you have to approve it.`);
    expect(made).toMatchObject({
      state: 'pending',
      asker: owner.id,
      sighting: system.sightings.written[0]?.id,
      stated: {},
      agent: { id: 'etl', session: 'nightly-run' },
    });
    const asItself = memorySystem({ ruleOn });
    const { digest } = await asItself.asked(remove);
    const [own] = requestsOf(asItself);
    expect(made?.digest).toBe(digest);
    expect(made?.ruling).toEqual(own?.ruling);
    expect(system.recordsOf(made?.id ?? '')[0]).toMatchObject({
      via: 'cloudtrail',
      actor: { kind: 'person', id: owner.id },
      asker: owner.id,
    });
    expect(cardsOf(system)[0]?.lines).toMatchObject([{ requestId: made?.id }]);
  });

  it('has the digest that it would have had in IAM too, whose events all come from us-east-1', async () => {
    const denied = { 'ec2:TerminateInstances': byCountersign };
    const system = memorySystem({ ruleOn: ruleBy(denied) });
    await system.sighted(
      deniedCall({
        call: 'ec2:TerminateInstances',
        region: 'eu-west-3',
        errorCode: 'Client.UnauthorizedOperation',
        parameters: { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] } },
      }),
    );
    await system.turn(owner.id, system.sightings.written[0]?.id ?? '');
    expect(requestsOf(system)).toMatchObject([
      { region: 'eu-west-3', resource: expect.stringContaining(':eu-west-3:') },
    ]);
  });

  it('is signed by others, runs, and is confirmed', async () => {
    const system = memorySystem({ ruleOn });
    await system.sighted(deniedCall(removal()));
    await system.turn(owner.id, system.sightings.written[0]?.id ?? '');
    const [made] = requestsOf(system);
    if (!made) throw new Error('No request was made.');
    await system.click(owner.id, 'approve', made);
    expect(await system.stateOf(made.id)).toBe('pending');
    await system.click(securityOne.id, 'approve', made);
    await system.settle();
    expect(await system.stateOf(made.id)).toBe('done');
    expect(system.target.calls).toMatchObject([{ parameters: remove.parameters }]);
    await system.sighted(ownCall('executor', `countersign-${made.id}`, removal(runKey)));
    expect(await system.requests.get(made.id)).toMatchObject({ evidence: { kind: 'confirmed' } });
  });

  it.each([
    ['whom the directory does not know', strangerSlackId, 'not in the directory'],
    ['who does not own the agent', outsider.id, 'Only the owners of agent etl'],
    ['who could sign for it', securityOne.id, 'Only the owners of agent etl'],
  ])('becomes nothing for somebody %s', async (_, who, said) => {
    const system = memorySystem({ ruleOn });
    await system.sighted(deniedCall(removal()));
    expect(await system.turn(who, system.sightings.written[0]?.id ?? '')).toContain(said);
    expect(requestsOf(system)).toEqual([]);
  });

  it('becomes nothing after a quarter of an hour', async () => {
    const system = memorySystem({ ruleOn });
    await system.sighted(deniedCall(removal()));
    await system.pass(901);
    expect(await system.turn(owner.id, system.sightings.written[0]?.id ?? '')).toContain(
      'quarter of an hour',
    );
    expect(requestsOf(system)).toEqual([]);
  });

  it('has every session behind it that made it before its owner pressed', async () => {
    const system = memorySystem({ ruleOn });
    await system.sighted(deniedCall(removal()));
    await system.sighted(deniedCall(removal({ session: securityOne.id })));
    await system.turn(owner.id, system.sightings.written[0]?.id ?? '');
    const [made] = requestsOf(system);
    await system.click(securityOne.id, 'approve', made ?? { id: '', digest: '' });
    expect(await system.stateOf(made?.id ?? '')).toBe('pending');
    expect(system.messenger.privateReplies.at(-1)?.text).toContain('acts for you');
  });

  it('becomes one request, however many owners press, and how often', async () => {
    const both = { ...agentNamed('etl'), owners: [owner.id, people.dataOne.id] };
    const system = memorySystem({ ruleOn, directory: directory({ agents: [both] }) });
    await system.sighted(deniedCall(removal()));
    const sighting = system.sightings.written[0]?.id ?? '';
    await Promise.all([system.turn(owner.id, sighting), system.turn(people.dataOne.id, sighting)]);
    await system.turn(owner.id, sighting);
    expect(requestsOf(system)).toHaveLength(1);
  });

  it('is told once Slack is there again, and counted once', async () => {
    const system = memorySystem({ ruleOn });
    const seen = deniedCall(removal());
    system.deniedRooms.slack.down = true;
    expect(await system.sighted(seen)).toEqual([]);
    expect(system.failedSightings).toBe(1);
    system.deniedRooms.slack.down = false;
    expect(await system.sighted(seen)).toMatchObject([{ became: 'told' }]);
    expect(cardsOf(system)).toMatchObject([{ lines: [{ times: 1 }] }]);
    expect(system.deniedRooms.terminal.cards.size).toBe(1);
  });

  it('a hundred times is one line with a number, and few messages', async () => {
    const system = memorySystem({ ruleOn });
    for (let time = 0; time < 10; time += 1)
      await system.sighted(...Array.from({ length: 10 }, () => deniedCall(removal())));
    expect(cardsOf(system)).toHaveLength(1);
    expect(await system.ports.denied.get('etl', { hour: '2026-01-05T12' })).toMatchObject({
      lines: [{ times: 100 }],
    });
    expect(system.deniedRooms.slack.messages).toBeLessThan(25);
    expect(system.sightings.written).toHaveLength(100);
  });

  it('of a thousand kinds fills one card and no room', async () => {
    const system = memorySystem({ ruleOn });
    const kinds = Array.from({ length: 40 }, (_, n) =>
      deniedCall(removal({ parameters: { dBInstanceIdentifier: `db-${n}`, skipFinalSnapshot: true } })),
    );
    for (const kind of kinds) await system.sighted(kind);
    expect(cardsOf(system)).toHaveLength(1);
    const hour = await system.ports.denied.get('etl', { hour: '2026-01-05T12' });
    expect(hour?.lines).toHaveLength(6);
    expect(hour?.more).toBe(34);
    expect(system.deniedRooms.slack.messages).toBeLessThan(20);
  });

  it.each<[string, CallSeen, string]>([
    [
      'CloudTrail keeps no parameters of',
      { call: 'iam:CreateUser', parameters: null },
      'does not surely keep',
    ],
    [
      'is read as a part',
      removal({ parameters: { dBInstanceIdentifier: 'orders', skipFinalSnapshot: true, other: 1 } }),
      'does not tell all',
    ],
    [
      'has a secret for an answer',
      {
        call: 'secretsmanager:GetSecretValue',
        parameters: { secretId: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:db-AbCdEf' },
      },
      'Only its agent',
    ],
    [
      'policy refuses',
      { call: 'rds:DeleteDBCluster', parameters: { dBClusterIdentifier: 'l', skipFinalSnapshot: true } },
      'Policy refuses it',
    ],
    [
      'is of a service without a real event',
      { call: 'glue:DeleteDatabase', parameters: { name: 'x' } },
      'does not surely keep',
    ],
    ['Countersign does not know', { call: 'newservice:DoThings', parameters: {} }, 'knows no such action'],
  ])('has no button where it %s', async (_, call, why) => {
    const system = memorySystem({ ruleOn });
    await system.sighted(deniedCall(call));
    const [line] = cardsOf(system)[0]?.lines ?? [];
    expect(line?.whyNot).toContain(why);
    expect(system.sightings.written[0]).not.toHaveProperty('denied');
    expect(await system.turn(owner.id, system.sightings.written[0]?.id ?? '')).toContain('No such call');
    expect(requestsOf(system)).toEqual([]);
  });

  it('that names what is Countersign’s own is refused to whoever asks', async () => {
    const system = memorySystem({ ruleOn: ruleBy({}) });
    await system.sighted(
      deniedCall(
        removal({
          parameters: { dBInstanceIdentifier: 'countersign-test-requests', skipFinalSnapshot: true },
        }),
      ),
    );
    expect(cardsOf(system)[0]?.lines[0]?.whyNot).toContain('Policy refuses it');
  });

  it('whose words look like AWS’s own changes nothing but its own text', async () => {
    const system = memorySystem({ ruleOn });
    const lying = 'with an explicit deny in a service control policy: arn:aws:organizations::1:policy/x';
    await system.sighted(
      deniedCall(
        removal({
          parameters: {
            dBInstanceIdentifier: 'orders',
            skipFinalSnapshot: true,
            finalDBSnapshotIdentifier: lying,
          },
        }),
      ),
    );
    const [line] = cardsOf(system)[0]?.lines ?? [];
    expect(line?.by).toContain('permissions boundary');
    expect(requestsOf(system)).toEqual([]);
  });

  it('of an agent that nobody has in the directory is counted', async () => {
    const system = memorySystem({ ruleOn });
    expect(await system.sighted(deniedCall(removal({ role: 'nobodys-agent' })))).toEqual([
      { kind: 'denied', became: 'counted', why: 'unknown-agent' },
    ]);
    expect(cardsOf(system)).toEqual([]);
  });

  it('longer ago than an hour is counted, and no card says it', async () => {
    const system = memorySystem({ ruleOn });
    expect(await system.sighted(deniedCall(removal({ at: '2026-01-05T10:58:00Z' })))).toMatchObject([
      { became: 'counted' },
    ]);
    expect(cardsOf(system)).toEqual([]);
  });

  it('by credentials that were given for something else is the run’s own, and no incident', async () => {
    const system = memorySystem({ ruleOn: ruleBy({ 'rds:DeleteDBInstance': review() }) });
    const { id, digest } = await approve(system);
    await system.start(id, digest);
    system.requests.forge(
      id,
      (request) => ({ ...request, accessKeyId: 'ASIAGRANTED000000001' }) as typeof request,
    );
    const seen = ownCall('grant', `countersign-${id}`, {
      call: 'iam:CreateUser',
      accessKeyId: 'ASIAGRANTED000000001',
      errorCode: 'AccessDenied',
    });
    expect(await system.sighted(seen)).toEqual([{ kind: 'matched', requestId: id, as: 'refused' }]);
  });
});

describe('what policy wants of denied calls', () => {
  it('is ignored, and counted, where it says so', async () => {
    const system = memorySystem({ ruleOn, policies: [policy('prod-export', { onDenied: 'ignore' })] });
    expect(await system.sighted(deniedCall(removal()))).toEqual([
      { kind: 'denied', agent: 'etl', became: 'ignored' },
    ]);
    expect(cardsOf(system)).toEqual([]);
  });

  const asking = [policy('prod-export', { onDenied: 'ask' })];
  const medium = ruleBy({ 'rds:DeleteDBInstance': { ...byCountersign, risk: 'medium' } });

  it('is asked for by itself, with nobody for an asker and no words of the agent', async () => {
    const system = memorySystem({ ruleOn: medium, policies: asking });
    const verdicts = await system.sighted(deniedCall(removal()));
    const [made] = requestsOf(system);
    expect(verdicts).toEqual([{ kind: 'denied', agent: 'etl', became: 'asked', requestId: made?.id }]);
    expect(made).toMatchObject({ state: 'pending', stated: {}, sighting: system.sightings.written[0]?.id });
    expect(made).not.toHaveProperty('asker');
    expect(system.recordsOf(made?.id ?? '')[0]).toMatchObject({
      via: 'cloudtrail',
      actor: { kind: 'agent', id: 'etl' },
    });
    expect(cardsOf(system)[0]?.lines).toMatchObject([{ requestId: made?.id }]);
  });

  it('a hundred times is one request, and a number, also after people said no', async () => {
    const system = memorySystem({ ruleOn: medium, policies: asking });
    await system.sighted(...Array.from({ length: 10 }, () => deniedCall(removal())));
    const [made] = requestsOf(system);
    if (!made) throw new Error('No request was made.');
    await system.click(securityOne.id, 'deny', made);
    await system.settle();
    await system.sighted(...Array.from({ length: 10 }, () => deniedCall(removal())));
    expect(requestsOf(system)).toHaveLength(1);
    expect(await system.ports.denied.get('etl', { hour: '2026-01-05T12' })).toMatchObject({
      lines: [{ times: 20 }],
    });
  });

  it('is joined by another session that made the same call: whom it acts for cannot sign', async () => {
    const system = memorySystem({ ruleOn: medium, policies: asking });
    await system.sighted(deniedCall(removal()));
    await system.sighted(deniedCall(removal({ session: securityOne.id })));
    const [made, ...others] = requestsOf(system);
    if (!made) throw new Error('No request was made.');
    expect(others).toEqual([]);
    await system.click(securityOne.id, 'approve', made);
    expect(await system.stateOf(made.id)).toBe('pending');
    await system.click(people.securityTwo.id, 'approve', made);
    await system.settle();
    expect(await system.stateOf(made.id)).toBe('done');
  });

  it.each<[string, SystemSettings, Partial<CallSeen>]>([
    ['with high risk', { ruleOn }, {}],
    [
      'where policy asks nobody',
      {
        ruleOn: ruleBy({
          'rds:DeleteDBInstance': { ...allow, run: 'countersign', policies: ['prod-export'] },
        }),
      },
      {},
    ],
    [
      'where the agent is to run it',
      { ruleOn: ruleBy({ 'rds:DeleteDBInstance': { ...review(), risk: 'medium' } }) },
      {},
    ],
    ['after a quarter of an hour', { ruleOn: medium }, { at: '2026-01-05T11:44:00Z' }],
  ])('is told, and not asked for, %s', async (_, settings, changes) => {
    const system = memorySystem({ policies: asking, ...settings });
    expect(await system.sighted(deniedCall(removal(changes)))).toMatchObject([{ became: 'told' }]);
    expect(requestsOf(system)).toEqual([]);
    expect(system.target.calls).toEqual([]);
  });

  it('holds the agent to what it may ask in a minute, and to what may wait', async () => {
    const rates = memorySystem({ ruleOn: medium, policies: asking, requestsPerMinute: 2 });
    const pending = memorySystem({ ruleOn: medium, policies: asking, pendingLimit: 2 });
    for (const system of [rates, pending]) {
      for (let n = 0; n < 5; n += 1)
        await system.sighted(
          deniedCall(removal({ parameters: { dBInstanceIdentifier: `db-${n}`, skipFinalSnapshot: true } })),
        );
      expect(requestsOf(system)).toHaveLength(2);
    }
  });
});

describe('an outage at any moment', () => {
  it('leaves one sighting, one request, one line and one card, once the event has come again', async () => {
    const medium = ruleBy({ 'rds:DeleteDBInstance': { ...byCountersign, risk: 'medium' } });
    const struck = new Set<string>();
    for (let moment = 1; ; moment += 1) {
      const system = memorySystem({ ruleOn: medium, policies: [policy('prod-export', { onDenied: 'ask' })] });
      const strike = strikeAt(moment);
      const seen = deniedCall(removal());
      system.outage.strike = strike;
      await system.sighted(seen).catch(() => []);
      system.outage.strike = () => {};
      await system.sighted(seen);
      await system.settle();
      if (strike.struck === undefined) break;
      struck.add(strike.struck);
      expect(system.sightings.written, strike.struck).toHaveLength(1);
      expect(requestsOf(system), strike.struck).toHaveLength(1);
      const hour = await system.ports.denied.get('etl', { hour: '2026-01-05T12' });
      expect(hour?.lines, strike.struck).toMatchObject([{ times: 1 }]);
      expect(hour?.cards.map(({ door }) => door).sort(), strike.struck).toEqual(['slack', 'terminal']);
    }
    expect(struck.size).toBeGreaterThan(20);
  });
});

function policy(id: string, says: { onDenied?: 'ignore' | 'ask' | 'tell'; contain?: 'sessions' }) {
  return {
    id,
    file: 'data.cedar',
    line: 1,
    column: 1,
    effect: 'permit' as const,
    text: '',
    scope: { principal: null, actions: null, resource: null },
    risk: 'high' as const,
    ...says,
  };
}
