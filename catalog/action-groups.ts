/** The groups that policies name as `action in Action::"data-export"`, with what puts an action among them. */
export const actionGroups = {
  'audit-tampering': 'turns off, deletes or narrows what records or detects',
  'code-change': 'changes the code or configuration that runs',
  cost: 'can run up a large bill',
  'credential-issue': 'makes credentials that outlive the task',
  'data-export': 'lets data leave its place, or lets others read it',
  'data-read': 'reads what is stored, as agents do all day',
  'data-write': 'changes what is stored, as agents do all day',
  destruction: 'deletes, or makes unusable',
  irreversible: 'cannot be taken back; derived from the entry',
  'key-control': 'decides who may use an encryption key, or whether anyone can',
  'lateral-movement': 'reaches another identity, machine or account from here',
  'model-change': 'trains, serves or subscribes to a model',
  'network-exposure': 'opens a path from outside',
  'passes-role': 'hands an IAM role to a service; derived from the entry',
  persistence: 'leaves a way back in, or something that runs again by itself',
  'privilege-escalation': 'gives someone more permissions',
  read: 'only looks, and shows nothing secret',
  'remote-access': 'runs commands or opens a session on a machine',
  'resource-creation': 'starts something that costs money or adds surface',
  'secret-read': 'returns a secret value',
  'secret-write': 'changes a secret value',
  'self-test': 'tries the deployment and runs nothing',
} as const;

export type ActionGroup = keyof typeof actionGroups;
