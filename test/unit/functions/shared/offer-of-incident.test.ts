import { describe, expect, it } from 'vitest';
import { absentBefore } from '../../../../catalog/absent-before.ts';
import { offerOfIncident } from '../../../../functions/shared/undo/offer-of-incident.ts';
import { catalog } from '../../../support/given/catalog.ts';
import { found } from '../../../support/given/incidents.ts';

const changed = ({ action, account, region, parameters, result }: ReturnType<typeof found>) => ({
  action,
  account,
  region,
  ...(parameters && { parameters }),
  ...(result && { result }),
});
const offerOf = (changes: Parameters<typeof found>[0] = {}) => {
  const incident = changed(found(changes));
  return offerOfIncident(catalog.find(incident.action) ?? {}, incident);
};

describe('the undo of what nobody approved', () => {
  it('is offered where AWS takes the action only if there was nothing', () => {
    expect(offerOf()).toMatchObject({
      kind: 'offered',
      action: 'lambda:RemovePermission',
      parameters: { FunctionName: 'orders', StatementId: 'open' },
    });
  });

  it('is made of what AWS answered, where the event kept that, and not of nothing', () => {
    const rule = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
    const opened = {
      action: 'ec2:AuthorizeSecurityGroupIngress',
      parameters: { GroupId: 'sg-0123456789abcdef0', IpPermissions: [rule] },
    };
    const result = { Return: true, SecurityGroupRules: [{ SecurityGroupRuleId: 'sgr-0123456789abcdef0' }] };
    expect(offerOf({ ...opened, result })).toMatchObject({
      kind: 'offered',
      action: 'ec2:RevokeSecurityGroupIngress',
    });
    expect(offerOf(opened)).toMatchObject({ kind: 'not-offered' });
  });

  it('is offered without a look where the answer says what was before, or the parameters say enough', () => {
    const InstanceIds = ['i-0123456789abcdef0'];
    const answering = (Name: string) => ({
      StoppingInstances: [{ InstanceId: InstanceIds[0] ?? '', PreviousState: { Name } }],
    });
    const stopped = { action: 'ec2:StopInstances', parameters: { InstanceIds } };
    expect(offerOf({ ...stopped, result: answering('running') })).toMatchObject({
      action: 'ec2:StartInstances',
    });
    expect(offerOf({ ...stopped, result: answering('stopped') })).toEqual({ kind: 'nothing-to-undo' });
    expect(offerOf(stopped)).toMatchObject({ code: 'impossible' });
    const parameters = { KeyId: '1234abcd-12ab-34cd-56ef-1234567890ab', PendingWindowInDays: 7 };
    expect(offerOf({ action: 'kms:ScheduleKeyDeletion', parameters })).toMatchObject({
      action: 'kms:CancelKeyDeletion',
      remains: 'the key is disabled until somebody enables it',
    });
  });

  it('is offered of what is made anew, by what AWS says that it made', () => {
    const UserName = 'build-bot';
    expect(offerOf({ action: 'iam:CreateUser', parameters: { UserName } })).toMatchObject({
      action: 'iam:DeleteUser',
      parameters: { UserName },
    });
    const made = { action: 'iam:CreateAccessKey', parameters: { UserName } };
    const result = { AccessKey: { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' } };
    expect(offerOf({ ...made, result })).toMatchObject({
      action: 'iam:DeleteAccessKey',
      parameters: { UserName, AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
    });
    expect(offerOf(made)).toMatchObject({ code: 'impossible' });
  });

  it('is not offered where AWS takes the action twice: what was there before, nobody saw', () => {
    const parameters = { RoleName: 'etl-runner', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' };
    expect(offerOf({ action: 'iam:AttachRolePolicy', parameters })).toMatchObject({ code: 'not-seen' });
  });

  it('is not offered of what is hidden, or was not kept', () => {
    const { parameters: _, ...without } = changed(found());
    expect(offerOfIncident(catalog.find('lambda:AddPermission') ?? {}, without)).toMatchObject({
      code: 'not-kept',
    });
    const parameters = { FunctionName: 'orders', StatementId: '[hidden: 4 characters]' };
    expect(offerOf({ parameters })).toMatchObject({ code: 'hidden' });
  });
});

describe('what says by itself that nothing was there before', () => {
  it('is of actions that have a look and an undo, and would be undone by nobody else’s word', () => {
    for (const action of absentBefore) {
      const entry = catalog.find(action);
      expect(entry?.undo, action).toBeDefined();
      expect(entry?.look, action).toBeDefined();
    }
  });
});
