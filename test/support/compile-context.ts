import { doors } from '../../adapters/doors.ts';
import type { PolicyBundle } from '../../core/policy/bundle.ts';
import type { Facts } from '../../core/policy/ruling.ts';
import { type CompileContext, compilePolicies, type PolicyFile } from '../../policy-compiler/compile.ts';
import type { Finding } from '../../policy-compiler/finding.ts';

/** A little deployment to write policies in: three actions, six people, three agents. */
export const compileContext: CompileContext = {
  knownActions: {
    'rds:StartExportTask': ['data-export'],
    's3:PutBucketPolicy': ['data-export', 'exposure'],
    'rds:DescribeDBInstances': ['read'],
  },
  doors,
  channels: {
    secrecy: { risks: [], environments: [] },
    data: { risks: [], environments: [] },
  },
  environments: { '111122223333': 'prod', '777788889999': 'dev' },
  cedarSchema: () => `
    entity AgentGroup;
    entity Agent in [AgentGroup] = { role: String };
    entity Resource = { arn: String, account: String, region: String, service: String };
    type Stated = { reason?: String, ticket?: String, model?: String, conversation?: String };
    action "data-export"; action "exposure"; action "read";
    action "rds:StartExportTask" in [Action::"data-export"] appliesTo {
      principal: Agent, resource: Resource,
      context: { account: String, region: String, environment: String, stated: Stated,
        parameters: { S3BucketName: String, Rows?: Long } } };
    action "s3:PutBucketPolicy" in [Action::"data-export", Action::"exposure"] appliesTo {
      principal: Agent, resource: Resource,
      context: { account: String, region: String, environment: String, stated: Stated,
        parameters: { Bucket: String } } };
    action "rds:DescribeDBInstances" in [Action::"read"] appliesTo {
      principal: Agent, resource: Resource,
      context: { account: String, region: String, environment: String, stated: Stated, parameters: {} } };
  `,
};

export const directoryYaml = `people:
  - { id: security.one@example.com, name: Security One, handles: { slack: U0SECONE }, groups: [security, approvers] }
  - { id: security.two@example.com, name: Security Two, handles: { slack: U0SECTWO }, groups: [security, approvers] }
  - { id: data.one@example.com, name: Data One, handles: { slack: U0DATAONE }, groups: [data-owners] }
  - { id: data.two@example.com, name: Data Two, handles: { slack: U0DATATWO }, groups: [data-owners] }
  - { id: legal.one@example.com, name: Legal One, handles: { slack: U0LEGONE }, groups: [legal] }
  - { id: platform.one@example.com, name: Platform One, handles: { slack: U0PLATONE }, groups: [approvers, sre-oncall] }
agents:
  - { id: etl, roles: ["arn:aws:iam::*:role/agent-etl"], owners: [data.one@example.com], groups: [data] }
  - { id: deployer, roles: ["arn:aws:iam::*:role/agent-deployer-*"], owners: [platform.one@example.com], groups: [] }
  - { id: lawyer, roles: ["arn:aws:iam::*:role/agent-lawyer"], owners: [legal.one@example.com], groups: [papers] }
`;

export const filesOf = (cedar: string, directory = directoryYaml): PolicyFile[] => [
  { path: 'policies/test.cedar', text: cedar },
  { path: 'policies/directory.yaml', text: directory },
];

export const compile = (cedar: string, directory?: string) =>
  compilePolicies(filesOf(cedar, directory), compileContext);

/** For tests of what comes after: the set must be good. */
export function bundleOf(cedar: string): PolicyBundle {
  const compiled = compile(cedar);
  if (!compiled.ok) throw new Error(compiled.errors.map(say).join('\n'));
  return compiled.bundle;
}

export const findingsOf = (cedar: string, directory?: string): string[] => {
  const compiled = compile(cedar, directory);
  return [...(compiled.ok ? [] : compiled.errors), ...compiled.warnings].map(say);
};

const say = ({ severity, line, column, message }: Finding): string =>
  `${line}:${column} ${severity === 'warning' ? 'warning: ' : ''}${message}`;

export const facts = (changes: Partial<Facts> = {}): Facts => ({
  agent: { id: 'etl', role: 'arn:aws:iam::111122223333:role/agent-etl', groups: ['data'] },
  action: 'rds:StartExportTask',
  resource: 'arn:aws:rds:eu-west-1:111122223333:snapshot:orders',
  account: '111122223333',
  region: 'eu-west-1',
  environment: 'prod',
  parameters: { S3BucketName: 'exports' },
  stated: { reason: 'The monthly report.' },
  ...changes,
});
