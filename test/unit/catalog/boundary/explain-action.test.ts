import { beforeAll, describe, expect, it } from 'vitest';
import { awsActions } from '../../../../catalog/aws/aws-actions.ts';
import type { AgentLimits, BoundarySettings } from '../../../../catalog/boundary/agent-limits.ts';
import { explainAction } from '../../../../catalog/boundary/explain-action.ts';
import { limitAgents } from '../../../../catalog/boundary/limit-agents.ts';
import { sayVerdict } from '../../../../catalog/boundary/say-verdict.ts';
import type { PolicyDocument } from '../../../../catalog/generate/policy-document.ts';
import { type IamReference, iamReference } from '../../../../catalog/iam-reference/iam-reference.ts';
import { parseFile } from '../../../../policy-compiler/read/parse-policies.ts';
import { gatedSettings } from '../../../support/gated-settings.ts';

const policies = parseFile({
  path: 'all.cedar',
  text: `@id("reads") permit (principal, action in Action::"read", resource);
@id("people") @approvals("1") permit (principal, action in Action::"privilege-escalation", resource);
@id("parameters") @approvals("1") permit (principal, action in Action::"secret-read", resource);`,
}).policies.map(({ policy }) => policy);

let reference: IamReference;
beforeAll(async () => {
  reference = await iamReference();
});

const noBoundary: PolicyDocument = { Version: '2012-10-17', Statement: [] };
const limitsOf = (settings: Partial<BoundarySettings> = {}): AgentLimits =>
  limitAgents(
    { catalog: { entries: awsActions }, policies },
    { ...gatedSettings, ...settings },
    {
      reference,
      paths: [
        {
          key: 'list/connect',
          id: 'connect',
          title: 'Log in to a database',
          kind: 'escalation',
          needs: [['rds-db:connect']],
          source: { name: 'list', repository: 'a/b', commit: '', date: '', where: '', published: 1 },
        },
      ],
    },
  );
const explain = (action: string, settings: Partial<BoundarySettings> = {}, boundary = noBoundary): string => {
  const explained = explainAction(action, limitsOf(settings), boundary);
  return explained.ok ? sayVerdict(explained.action, explained.verdict).join(' ') : explained.problem;
};

describe('a gated boundary explains', () => {
  it.each([
    [
      'iam:attachrolepolicy',
      'iam:AttachRolePolicy is denied. These policies ask people about iam:AttachRolePolicy or forbid it, at least for some: people.',
    ],
    [
      'ec2:TerminateInstances',
      'ec2:TerminateInstances is denied. No policy allows ec2:TerminateInstances to everyone without a condition.',
    ],
    [
      'ecr:DeleteRepositoryPolicy',
      'ecr:DeleteRepositoryPolicy is denied. It manages permissions, as IAM sorts its actions, and no policy allows it plainly.',
    ],
    [
      'rds-db:connect',
      'rds-db:connect is denied. It closes published paths to more than an agent has: list/connect.',
    ],
    [
      'ec2:DescribeInstances',
      "ec2:DescribeInstances is allowed, as far as the role's own policies grant it. These policies allow it to everyone without a condition: reads.",
    ],
    [
      'ec2:DescribeVpcs',
      "ec2:DescribeVpcs is left to the role's own policies. The boundary does not speak of it.",
    ],
    [
      'ssm:GetParameter',
      "ssm:GetParameter is left to the role's own policies, without what is secret in it. Policies gate ssm:GetParameter: kms:Decrypt, kms:ReEncryptFrom, kms:ReEncryptTo is denied where it is for that.",
    ],
    ['iam:PassRole', 'iam:PassRole is denied. The settings name no role for it.'],
    [
      'iot:AttachPolicy',
      'iot:AttachPolicy is denied by the service control policies and the second policy: the boundary has no room for it. It manages permissions, as IAM sorts its actions, and no policy allows it plainly.',
    ],
    ['iot:Publish', "iot:Publish is left to the role's own policies. The boundary does not speak of it."],
    ['ec2:RunInstancs', 'IAM has no action ec2:RunInstancs. Did you mean ec2:RunInstances?'],
    ['ec2:NothingNearIt', 'IAM has no action ec2:NothingNearIt.'],
    ['Describe*', 'Describe* is no IAM action: write one such as ec2:RunInstances.'],
  ])('%s', (action, said) => {
    expect(explain(action)).toBe(said);
  });

  it('what a pattern takes in, by the pattern', () => {
    const boundary: PolicyDocument = {
      Version: '2012-10-17',
      Statement: [{ Sid: 'Ask', Effect: 'Deny', Action: ['ec2:*Vpc'], Resource: '*' }],
    };
    expect(explain('ec2:CreateVpc', {}, boundary)).toBe(
      'ec2:CreateVpc is denied. The boundary has no room to name each action, and ec2:*Vpc takes it in.',
    );
  });

  it('which roles may be passed on', () => {
    expect(explain('iam:PassRole', { passableRoles: ['arn:aws:iam::111122223333:role/etl'] })).toBe(
      'iam:PassRole is denied but on arn:aws:iam::111122223333:role/etl. The settings name these roles, and each must carry the boundary.',
    );
  });
});

describe('a closed boundary explains', () => {
  const closed = { agentBoundary: 'closed', agentServices: ['ec2', 'ssm'] } as const;

  it.each([
    [
      'ec2:DescribeVpcs',
      'ec2:DescribeVpcs is denied. No policy allows ec2:DescribeVpcs to everyone without a condition.',
    ],
    ['iam:GetRole', 'iam:GetRole is denied. The boundary is closed, and built for ec2, ssm alone.'],
    ['iot:Publish', 'iot:Publish is denied. The boundary is closed, and built for ec2, ssm alone.'],
    [
      'execute-api:Invoke',
      "execute-api:Invoke is left to the role's own policies. The boundary does not speak of it.",
    ],
    [
      'ec2:DescribeInstances',
      "ec2:DescribeInstances is allowed, as far as the role's own policies grant it. These policies allow it to everyone without a condition: reads.",
    ],
  ])('%s', (action, said) => {
    expect(explain(action, closed)).toBe(said);
  });
});
