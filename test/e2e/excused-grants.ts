import type { Excuse } from '../support/unused-grants.ts';

/** Permissions that no end-to-end test can use, and why the template gives them all the same. */
export const excusedGrants: readonly Excuse[] = [
  {
    policy: 'ApprovalStack/WorkflowRole/DefaultPolicy',
    actions: [
      'logs:CreateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:DescribeLogGroups',
      'logs:DescribeResourcePolicies',
      'logs:GetLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:UpdateLogDelivery',
    ],
    reason: 'Step Functions needs them to log executions, which the emulator does not',
  },
  {
    policy: 'ApprovalStack/IncidentWorkflowRole/DefaultPolicy',
    actions: [
      'logs:CreateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:DescribeLogGroups',
      'logs:DescribeResourcePolicies',
      'logs:GetLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:UpdateLogDelivery',
    ],
    reason: 'Step Functions needs them to log executions, which the emulator does not',
  },
  {
    policy: 'ApprovalStack/WorkflowRole/DefaultPolicy',
    actions: [
      'xray:GetSamplingRules',
      'xray:GetSamplingTargets',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ],
    reason: 'Step Functions needs them to trace executions, which the emulator does not',
  },
  {
    policy: 'ApprovalStack/Functions/SealRole/DefaultPolicy',
    actions: ['kms:Decrypt'],
    reason: 'Lambda reads the encrypted stream in this role; the emulator encrypts no stream',
  },
  {
    policy: 'ApprovalStack/Functions/CredentialsRole/DefaultPolicy',
    actions: ['lambda:InvokeFunction'],
    reason: 'it has look see what a request changes; no action that credentials are given for has a look',
  },
  {
    policy: 'ApprovalStack/Functions/RevokeRole/DefaultPolicy',
    actions: ['sts:TagSession'],
    reason: 'its sessions carry no tags; what a role of an account lets in is the same for all',
  },
  {
    policy: 'ApprovalStack/Functions/RevertRole/DefaultPolicy',
    actions: ['lambda:InvokeFunction'],
    reason: 'of execute, for an undo that policy allows by itself: the starter policies ask people',
  },
  {
    policy: 'ApprovalStack/Functions/SightRole/DefaultPolicy',
    actions: ['dynamodb:GetItem'],
    reason: 'of places and keys: no agent makes its first request so, and no Idempotency-Key is led on',
  },
  {
    policy: 'ApprovalStack/Functions/TurnRole/DefaultPolicy',
    actions: ['lambda:InvokeFunction'],
    reason: 'of execute, for a denied call that policy allows by itself: the starter policies ask people',
  },
  {
    policy: 'ApprovalStack/Functions/SweepRole/DefaultPolicy',
    actions: ['dynamodb:GetItem', 'states:StartExecution'],
    reason: 'of incidents: no workflow of one is lost here; test/rules loses it in memory',
  },
  {
    policy: 'ApprovalStack/Functions/ContainRole/DefaultPolicy',
    actions: ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'],
    reason: 'one account is contained here; its sessions carry no tags',
  },
  {
    policy: 'ApprovalStack/Functions/HeartbeatRole/DefaultPolicy',
    actions: ['sts:TagSession'],
    reason: 'its sessions carry no tags; what a role of an account lets in is the same for all',
  },
  {
    policy: 'ApprovalStack/Functions/ReconcileRole/DefaultPolicy',
    actions: ['sts:TagSession'],
    reason: 'its sessions carry no tags; what a role of an account lets in is the same for all',
  },
  {
    policy: 'ApprovalStack/IncidentWorkflowRole/DefaultPolicy',
    actions: [
      'xray:GetSamplingRules',
      'xray:GetSamplingTargets',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ],
    reason: 'Step Functions needs them to trace executions, which the emulator does not',
  },
];
