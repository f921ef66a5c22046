import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadConfig, parseConfig } from '../../infra/config.ts';

const file = 'infra/settings/trial.yaml';
const good = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

const certificateIn = (region: string): string => `arn:aws:acm:${region}:111122223333:certificate/0f3c`;

/** The problem with the trial's settings after one change. */
function problemAfter(find: string | RegExp, replacement: string): string {
  const changed = good.replace(find, replacement);
  if (changed === good) throw new Error(`Nothing to change: ${find}`);
  const parsed = parseConfig(file, changed);
  return parsed.ok ? 'none' : parsed.problems.join('\n');
}

describe('good settings', () => {
  it.each(['trial', 'production'])('are those of %s', (stage) => {
    expect(loadConfig(`infra/settings/${stage}.yaml`)).toMatchObject({ ok: true, value: { stage } });
  });

  it('have defaults for what has a sensible one', () => {
    expect(parseConfig(file, good.replace('logRetentionDays: 30\n', ''))).toMatchObject({
      ok: true,
      value: {
        logRetentionDays: 90,
        alarms: {},
        agentBoundary: 'gated',
        agentServices: [],
        passableRoles: [],
        assumableRoles: [],
        serviceControlPolicies: { perNode: 10, characters: 10_240 },
      },
    });
  });
});

describe('bad settings are told in one line with file, field and what to do', () => {
  const cases: [change: string, find: string | RegExp, replacement: string, problem: string][] = [
    [
      'a retention that is not a number',
      'retentionDays: 1',
      'retentionDays: long',
      'retentionDays must be a whole number of days, such as 2555 for seven years.',
    ],
    [
      'a retention of nothing',
      'retentionDays: 1',
      'retentionDays: 0',
      'retentionDays must be at least 1 day.',
    ],
    [
      'a retention beyond Object Lock',
      'retentionDays: 1',
      'retentionDays: 40000',
      'retentionDays must be at most 36500 days, which is all that Object Lock takes.',
    ],
    [
      'a region that is none',
      'region: eu-west-1',
      'region: Ireland',
      'region must be an AWS region, such as eu-west-1.',
    ],
    ...['cn-north-1', 'us-gov-west-1'].map((region): [string, string, string, string] => [
      `the region ${region}, where nothing would be denied`,
      'region: eu-west-1',
      `region: ${region}`,
      'region must be a region of the partition aws: in China, GovCloud and other partitions ARNs are written otherwise, and the boundary would deny nothing there.',
    ]),
    [
      'a domain by its address',
      'pendingLimit: 20',
      `pendingLimit: 20\ndomain: { name: "https://x.example.com", certificateArn: "${certificateIn('eu-west-1')}" }`,
      'domain.name must be a domain name in lower case, such as approvals.example.com.',
    ],
    [
      'a domain with a certificate of another region, which API Gateway would not take',
      'pendingLimit: 20',
      `pendingLimit: 20\ndomain: { name: x.example.com, certificateArn: "${certificateIn('us-east-1')}" }`,
      'domain.certificateArn must be the ARN of a certificate in ACM, in the region of the deployment.',
    ],
    [
      'a channel by its name',
      'channel: C0APPROVALS',
      'channel: approvals',
      'slack.channel must be the id of a Slack channel, such as C0123456789 (not its name).',
    ],
    [
      'another channel by its name',
      '  channel: C0APPROVALS',
      '  channel: C0APPROVALS\n  channels: { secrecy: { id: secrecy } }',
      'slack.channels.secrecy.id must be the id of a Slack channel, such as C0123456789 (not its name).',
    ],
    [
      'a risk that is asked in two channels',
      '  channel: C0APPROVALS',
      '  channel: C0APPROVALS\n  channels: { a: { id: C0A, risks: [high] }, b: { id: C0B, risks: [high] } }',
      'slack.channels.b.risks must not list high, which a lists: it is asked in one channel.',
    ],
    [
      'an environment in a channel that no account is called',
      '  channel: C0APPROVALS',
      '  channel: C0APPROVALS\n  channels: { a: { id: C0A, environments: [prd] } }',
      'slack.channels must list environments that accounts are called, or unknown: in any other nothing is ever asked.',
    ],
    [
      'a secret where its name belongs',
      'countersign/trial/slack',
      'xoxb-0000-0000',
      'slack.secretName holds a secret: store it in Secrets Manager, revoke it, and write the name of the secret here.',
    ],
    [
      'no agents',
      /agentRolePatterns:\n.*\n/,
      'agentRolePatterns: []\n',
      'agentRolePatterns must list at least one role ARN, or nobody could ask for anything.',
    ],
    [
      'an agent pattern that is not a role',
      'arn:aws:iam::*:role/agent-*',
      'agent-*',
      'agentRolePatterns.0 must be a role ARN without path, such as arn:aws:iam::111122223333:role/agent-*.',
    ],
    [
      'a mode that there is not',
      'pendingLimit: 20',
      'pendingLimit: 20\nagentBoundary: open',
      'agentBoundary must be gated or closed.',
    ],
    [
      'a closed boundary for no service',
      'pendingLimit: 20',
      'pendingLimit: 20\nagentBoundary: closed',
      'agentServices must list the services that agents work in: a closed boundary denies every other one.',
    ],
    [
      'a service by another name than that of IAM',
      'pendingLimit: 20',
      'pendingLimit: 20\nagentServices: [efs]',
      'agentServices.0 must be a service of catalog/iam-reference, by its prefix in IAM, such as ec2 or elasticfilesystem.',
    ],
    [
      'a role to pass on by its name',
      'pendingLimit: 20',
      'pendingLimit: 20\npassableRoles: [etl-runner]',
      'passableRoles.0 must be a role ARN with its path, such as arn:aws:iam::111122223333:role/service-role/etl-runner.',
    ],
    [
      'a place for FullAWSAccess alone',
      'pendingLimit: 20',
      'pendingLimit: 20\nserviceControlPolicies: { perNode: 1 }',
      'serviceControlPolicies.perNode must be at least 2: FullAWSAccess is one.',
    ],
    [
      'an account without quotes that lost its zero',
      '"111122223333": prod',
      '011122223333: prod',
      'accounts.11122223333 must be twelve digits in quotes (YAML drops leading zeros).',
    ],
    [
      'a setting nobody knows',
      'pendingLimit: 20',
      'pendingLimit: 20\npendingLimits: 20',
      'pendingLimits is not known; did you mean "pendingLimit"?',
    ],
    [
      'a nested setting nobody knows',
      '  channel: C0APPROVALS',
      '  channel: C0APPROVALS\n  chanel: C0APPROVALS',
      'slack.chanel is not known; did you mean "channel"?',
    ],
    [
      'a missing part',
      /slack:\n( {2}.*\n)+/,
      '',
      'slack must hold channel, teams and secretName, and may hold channels, people, fallbackChannel, ticketUrl and pathSegment.',
    ],
    [
      'a fallback that fails with what it is for',
      '  channel: C0APPROVALS',
      '  channel: C0APPROVALS\n  fallbackChannel: C0APPROVALS',
      'slack.fallbackChannel must be another channel than slack.channel: it is for when that one takes nothing.',
    ],
    [
      'a place of tickets that fills the card',
      '  channel: C0APPROVALS',
      `  channel: C0APPROVALS\n  ticketUrl: https://example.com/{ticket}?${'q'.repeat(200)}`,
      'slack.ticketUrl must have at most 200 characters: it stands on cards, which have room for no more.',
    ],
    [
      'an address that could be guessed',
      '  channel: C0APPROVALS',
      '  channel: C0APPROVALS\n  pathSegment: secret',
      'slack.pathSegment must be 16 to 64 letters and digits that nobody can guess, as `openssl rand -hex 16` prints, or left out.',
    ],
    [
      'the stage of another file',
      'stage: trial',
      'stage: production',
      'stage must be the name of this file without .yaml.',
    ],
    [
      "agents' roles that could be Countersign's own",
      'arn:aws:iam::*:role/agent-*',
      'arn:aws:iam::*:role/*-eu-west-1',
      "agentRolePatterns must not match Countersign's own roles, countersign-<stage>-…-<region>: what these do would be taken for an agent's.",
    ],
    [
      'all roles for agents',
      'arn:aws:iam::*:role/agent-*',
      'arn:aws:iam::*:role/*',
      "agentRolePatterns must not match Countersign's own roles, countersign-<stage>-…-<region>: what these do would be taken for an agent's.",
    ],
    [
      'an alarm to nobody',
      'pendingLimit: 20',
      'pendingLimit: 20\nalarms: { email: oncall }',
      'alarms.email must be an e-mail address.',
    ],
    ['a limit of none', 'pendingLimit: 20', 'pendingLimit: 0', 'pendingLimit must be at least 1.'],
  ];

  it.each(cases)('%s', (_, find, replacement, problem) => {
    expect(problemAfter(find, replacement)).toBe(`${file}: ${problem}`);
  });

  it('more than one: the first, and how many more', () => {
    const problem = problemAfter(
      /retentionDays: 1\n[\s\S]*pendingLimit: 20/,
      'retentionDays: 0\npendingLimit: 0',
    );
    expect(problem).toMatch(
      /^infra\/settings\/trial\.yaml: retentionDays must be at least 1 day\. \(and \d more\)$/,
    );
  });

  it('text that is not YAML, with its place', () => {
    expect(problemAfter('stage: trial', 'stage: [trial')).toMatch(
      /^infra\/settings\/trial\.yaml:\d+:\d+: is not YAML: (?!.* at line )[^\n]+\.$/,
    );
  });

  it('a file that is empty', () => {
    expect(parseConfig(file, '')).toEqual({
      ok: false,
      problems: [`${file}: must be a mapping of settings.`],
    });
  });

  it('a file that is named otherwise than its stage, wherever it lies', () => {
    expect(parseConfig('staging.yaml', good)).toEqual({
      ok: false,
      problems: ['staging.yaml: stage must be the name of this file without .yaml.'],
    });
    expect(parseConfig('trial.yaml', good).ok).toBe(true);
  });

  it('a file that cannot be read, by the path that was given', () => {
    expect(loadConfig('../nowhere/trial.yaml')).toEqual({
      ok: false,
      problems: [
        `../nowhere/trial.yaml is not there, as seen from ${process.cwd()}: give the path of the settings.`,
      ],
    });
  });
});
