import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import { hashOfSeen } from '../../../../core/execution/seen.ts';
import { offerUndo } from '../../../../core/execution/undo.ts';
import type { JsonObject } from '../../../../core/lib/json.ts';
import { givenOperation } from '../shapes/given-operation.ts';
import { unknownMembers } from './answers.ts';
import { undone, undoneUnseen } from './undone.ts';

const { entries, find } = catalogWith();
const undoable = entries.flatMap((entry) => (entry.undo ? [{ ...entry, undo: entry.undo }] : []));

describe('undo', () => {
  it('is known of at least 100 actions, and each is tried here', () => {
    expect(undoable.length).toBeGreaterThanOrEqual(100);
    expect(undoable.map(({ action }) => action).sort()).toEqual(Object.keys(undone).sort());
  });
});

describe.each(undoable)('$action', (entry) => {
  const { action, undo, look, reversible, example } = entry;
  const tried = undone[action] ?? {};
  const parameters = { ...(tried.parameters ?? example.parameters) };
  const answers = tried.answer ?? fc.constant({});
  const results = tried.result ?? fc.constant({});

  it('is undone by actions that somebody has described', () => {
    for (const by of undo.actions) expect(find(by)?.curated, by).toBe(true);
  });

  it('is tried with what it takes', () => {
    expect(entry.parameters.safeParse(parameters).error?.issues ?? []).toEqual([]);
  });

  it.skipIf(!look)('is tried with what AWS answers', async () => {
    const operation = await givenOperation(`${action.split(':')[0]}:${look?.operation}`);
    for (const answer of fc.sample(answers, 5))
      expect(await unknownMembers(operation, answer as JsonObject)).toEqual([]);
  });

  it('is undone by what the undoing action takes, whatever was there before', () => {
    let offered = 0;
    fc.assert(
      fc.property(answers, results, (answer, result) => {
        const before = Object.keys(answer).length === 0 ? {} : look?.keep(answer as JsonObject, parameters);
        const undoing = undo.of({ parameters, before: before ?? {}, result: result as JsonObject });
        if (!undoing || 'impossible' in undoing) return;
        offered += 1;
        expect(undo.actions).toContain(undoing.action);
        const target = find(undoing.action);
        expect(target?.parameters.safeParse(undoing.parameters).error?.issues ?? []).toEqual([]);
        // What cannot be taken back wholly says what remains.
        if (!reversible) expect(undoing.remains).toBeDefined();
        if (undoing.remains !== undefined) expect(undoing.remains).toMatch(/^[a-z][^.]*$/);
      }),
      { numRuns: 40 },
    );
    expect(offered).toBeGreaterThan(0);
  });
});

const unseen = undoable.flatMap((entry) =>
  entry.undo.unseen ? [{ ...entry, undo: entry.undo.unseen }] : [],
);

describe.each(unseen)('$action where nobody looked before it', ({ action, undo, look, example }) => {
  it('is undone by what the undoing action takes, made of AWS’s answer', () => {
    expect(look).toBeDefined();
    const { parameters = example.parameters, result } = undoneUnseen[action] ?? {};
    const undoing = undo.of({ parameters, before: {}, result: result ?? {} });
    if (!undoing || 'impossible' in undoing) throw new Error(`${action} is not undone`);
    expect(undo.actions).toContain(undoing.action);
    expect(find(undoing.action)?.parameters.safeParse(undoing.parameters).error?.issues ?? []).toEqual([]);
  });

  it.skipIf(!undo.answer)('is not undone where nobody kept the answer', () => {
    const undoing = undo.of({ parameters: example.parameters, before: {}, result: { Other: 1 } });
    expect(undoing).toMatchObject({ impossible: expect.stringContaining('nobody kept what AWS answered') });
  });
});

describe('an undo without a look before', () => {
  const unseenUndo = (action: string) => find(action)?.undo?.unseen;
  const moved = (was: string) => [{ InstanceId: 'i-0123456789abcdef0', PreviousState: { Name: was } }];

  it('is of what AWS says that was otherwise before, and of nothing else', () => {
    const of = (was: string) =>
      unseenUndo('ec2:StopInstances')?.of({
        parameters: { InstanceIds: ['i-0123456789abcdef0'] },
        before: {},
        result: { StoppingInstances: moved(was) },
      });
    expect(of('running')).toMatchObject({ action: 'ec2:StartInstances' });
    expect(of('stopped')).toBeUndefined();
  });

  it('is none where a version of a policy came into force: which one was before, nobody saw', () => {
    const made = (SetAsDefault: boolean) =>
      unseenUndo('iam:CreatePolicyVersion')?.of({
        parameters: { PolicyArn: 'arn:aws:iam::111122223333:policy/deploy', SetAsDefault },
        before: {},
        result: { PolicyVersion: { VersionId: 'v2' } },
      });
    expect(made(true)).toMatchObject({ impossible: expect.stringContaining('in force before') });
    expect(made(false)).toMatchObject({ action: 'iam:DeletePolicyVersion' });
  });
});

describe('an undo that could not be asked for', () => {
  const offer = (action: string, answer: JsonObject) => {
    const entry = entries.find((one) => one.action === action);
    const parameters = entry?.example.parameters ?? {};
    const value = entry?.look?.keep(answer, parameters) ?? {};
    const seenBefore = { value, hash: hashOfSeen(value) };
    return offerUndo(entry ?? {}, { action, parameters, seenBefore, seenAfter: undefined, result: {} });
  };

  it.each<[string, string, JsonObject]>([
    [
      'version 2008-10-17',
      'sns:SetTopicAttributes',
      { Attributes: { Policy: '{"Version":"2008-10-17","Statement":[]}' } },
    ],
    ['$LATEST', 'lambda:UpdateAlias', { FunctionVersion: '$LATEST' }],
    ['no selectors', 'cloudtrail:PutEventSelectors', { EventSelectors: [] }],
  ])('is not offered, and says why: %s', (why, action, answer) => {
    expect(offer(action, answer)).toMatchObject({ kind: 'not-offered', code: 'impossible' });
    expect(offer(action, answer)).toHaveProperty('detail', expect.stringContaining(why));
  });

  it.each<[string, JsonObject]>([
    ['s3:PutBucketPublicAccessBlock', {}],
    ['s3:PutAccountPublicAccessBlock', {}],
    [
      'secretsmanager:UpdateSecretVersionStage',
      { VersionIdsToStages: { 'EXAMPLE1-90ab-cdef-fedc-ba987EXAMPLE': ['AWSCURRENT'] } },
    ],
  ])('of %s says what remains', (action, answer) => {
    expect(offer(action, answer)).toMatchObject({ kind: 'offered', remains: expect.any(String) });
  });
});

describe('an undo of what changed nothing', () => {
  const offer = (action: string, answer: JsonObject, parameters?: JsonObject) => {
    const entry = entries.find((one) => one.action === action);
    const given = { ...entry?.example.parameters, ...parameters };
    const value = entry?.look?.keep(answer, given) ?? {};
    const seenBefore = { value, hash: hashOfSeen(value) };
    return offerUndo(entry ?? {}, {
      action,
      parameters: given,
      seenBefore,
      seenAfter: undefined,
      result: {},
    });
  };
  const arn = 'arn:aws:iam::aws:policy/AdministratorAccess';

  it.each([
    ['iam:AttachRolePolicy', { AttachedPolicies: [{ PolicyArn: arn }] }],
    ['iam:DetachRolePolicy', { AttachedPolicies: [] }],
    ['iam:AddUserToGroup', { Groups: [{ GroupName: 'administrators' }] }],
    ['kms:DisableKey', { KeyMetadata: { KeyState: 'Disabled' } }],
    ['cloudtrail:StopLogging', { IsLogging: false }],
  ])('is not there: %s of what was so before', (action, answer) => {
    expect(offer(action, answer)).toEqual({ kind: 'nothing-to-undo' });
  });

  it('is there where it did change something', () => {
    expect(offer('iam:AttachRolePolicy', { AttachedPolicies: [] })).toMatchObject({
      action: 'iam:DetachRolePolicy',
      parameters: { RoleName: 'etl-runner', PolicyArn: arn },
    });
    expect(offer('kms:ScheduleKeyDeletion', { KeyMetadata: { KeyState: 'Enabled' } })).toMatchObject({
      action: 'kms:CancelKeyDeletion',
      remains: 'the key is disabled until somebody enables it',
    });
  });

  it('is not offered where hidden variables would be put back, and is where they are not touched', () => {
    const answer = {
      FunctionArn: 'arn',
      Timeout: 3,
      MemorySize: 128,
      Environment: { Variables: { PASSWORD: 'hunter2' } },
    };
    const change = { Environment: { Variables: {} } };
    expect(offer('lambda:UpdateFunctionConfiguration', answer, change)).toMatchObject({ code: 'hidden' });
    const entry = entries.find((one) => one.action === 'lambda:UpdateFunctionConfiguration');
    const parameters = { FunctionName: 'checkout', Timeout: 60 };
    const before = entry?.look?.keep(answer, parameters) ?? {};
    expect(entry?.undo?.of({ parameters, before, result: {} })).toMatchObject({ parameters: { Timeout: 3 } });
  });
});
