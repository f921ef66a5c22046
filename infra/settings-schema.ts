import { z } from 'zod';
import { boundaryModes } from '../catalog/boundary/agent-limits.ts';
import { servicesInScope } from '../catalog/iam-reference/scope.ts';
import { patternsMeet } from '../core/lib/patterns-meet.ts';
import { risks } from '../core/policy/ruling.ts';

/** Every message says what to write instead: it is all that the reader gets. */
const text = (pattern: RegExp, hint: string) => z.string(hint).regex(pattern, hint);

const roleArn = text(
  /^arn:aws:iam::(\d{12}|\*):role\/[\w+=,.@*-]+$/,
  'must be a role ARN without path, such as arn:aws:iam::111122223333:role/agent-*',
);

/** With its path: a role that is passed or assumed is known by its whole ARN. */
const otherRoles = z
  .array(
    text(
      /^arn:aws:iam::(\d{12}|\*):role\/[\w+=,.@*/-]+$/,
      'must be a role ARN with its path, such as arn:aws:iam::111122223333:role/service-role/etl-runner',
    ),
    'must be a list of role ARNs',
  )
  .default([]);

/** `arn:aws-cn:`, `arn:aws-us-gov:` and the like: what this deployment writes and denies is `arn:aws:`. */
const otherPartitions = /^(?:cn|us-gov|us-iso[a-z]?|eu-iso[a-z]?|eusc)-/;

/** The periods that CloudWatch Logs knows. */
const logRetentionDays = [
  30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3653,
] as const;

const secretName = text(
  /^[\w/+=.@-]{1,512}$/,
  'must be the name of a Secrets Manager secret, such as countersign/trial/slack (never the secret itself)',
).refine((name) => !/^xox|^[0-9a-f]{32}$/.test(name), {
  error: 'holds a secret: store it in Secrets Manager, revoke it, and write the name of the secret here',
});

const slackChannel = text(
  /^[CG][A-Z0-9]{2,20}$/,
  'must be the id of a Slack channel, such as C0123456789 (not its name)',
);

/** By the names that policies use. What risk or environment is asked in one of them is asked in no other. */
const otherChannels = z
  .record(
    text(/^[a-z][a-z0-9-]{0,62}$/, 'must be a name of lower case letters, digits and dashes'),
    z.strictObject(
      {
        id: slackChannel,
        risks: z
          .array(z.enum(risks, `must be one of ${risks.join(', ')}`), 'must list risks, such as [critical]')
          .default([]),
        environments: z
          .array(
            text(/^[a-z][a-z0-9-]{0,30}$/, 'must be the name of an environment, such as prod'),
            'must list environments, such as [prod]',
          )
          .default([]),
      },
      { error: 'must hold id, and may hold risks and environments' },
    ),
    'must map names of channels to { id, risks, environments }',
  )
  .default({})
  .superRefine((channels, context) => {
    for (const field of ['risks', 'environments'] as const) {
      const all = Object.entries(channels).flatMap(([name, channel]) =>
        channel[field].map((value) => ({ name, value })),
      );
      for (const [at, { name, value }] of all.entries()) {
        const first = all.slice(0, at).find((other) => other.value === value);
        if (first)
          context.addIssue({
            code: 'custom',
            path: [name, field],
            message: `must not list ${value}, which ${first.name} lists: it is asked in one channel`,
          });
      }
    }
  });

/** More would be a dollar a month each, for nothing. */
const keyNumber = z
  .int('must be a whole number, such as 1')
  .min(1, 'must be at least 1')
  .max(99, 'must be at most 99');

const region = text(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region, such as eu-west-1').refine(
  (name) => !otherPartitions.test(name),
  'must be a region of the partition aws: in China, GovCloud and other partitions ARNs are written otherwise, and the boundary would deny nothing there',
);

/** Data events that EventBridge can deliver, by the sources that CloudTrail gives them. */
const dataEventSources = ['dynamodb.amazonaws.com', 'lambda.amazonaws.com', 's3.amazonaws.com'] as const;

const trail = z.strictObject(
  {
    bucket: text(
      /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
      'must be the name of the bucket that the trail writes into, such as example-cloudtrail',
    ),
    name: text(
      /^[A-Za-z0-9](?:[\w.-]{1,126})[A-Za-z0-9]$/,
      "must be the trail's name, such as main, or left out where no other trail writes into the bucket",
    ).optional(),
    prefix: text(
      /^[\w.=-]+(?:\/[\w.=-]+)*$/,
      'must be what stands before AWSLogs/ in its keys, without slashes around it, or left out',
    ).optional(),
    organization: text(
      /^o-[a-z0-9]{10,32}$/,
      "must be the organization's id, such as o-1234567890, where it is an organization's trail, or left out",
    ).optional(),
    account: text(
      /^\d{12}$/,
      'must be the account whose role may read the bucket, twelve digits in quotes, or left out for its own',
    ).optional(),
    keyArn: text(
      /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/[0-9a-f-]+$/,
      'must be the ARN of the key that encrypts the trail, or left out where there is none',
    ).optional(),
  },
  { error: 'must hold bucket, and may hold name, prefix, organization, account and keyArn' },
);

const detectionSettings = z
  .strictObject(
    {
      regions: z.array(region, 'must list AWS regions, such as [eu-west-1]').default([]),
      trail: trail.optional(),
      dataEvents: z
        .array(
          z.enum(dataEventSources, `must be one of ${dataEventSources.join(', ')}`),
          'must list sources of events, such as [s3.amazonaws.com]',
        )
        .default([]),
      makeTrail: z.boolean('must be true where accounts have no trail of their own, or false').default(false),
    },
    { error: 'may hold regions, trail, dataEvents and makeTrail' },
  )
  .refine(({ trail: given, makeTrail }) => !(given && makeTrail), {
    path: ['makeTrail'],
    error: 'must be false where trail names one that is there',
  })
  .prefault({});

/** What a deployment may set; infra/settings/*.yaml are written in it. */
export const settingsSchema = z
  .strictObject(
    {
      stage: text(/^[a-z][a-z0-9-]{0,15}$/, 'must be the name of this file without .yaml'),
      region,
      account: text(
        /^\d{12}$/,
        'must be twelve digits in quotes, or left out to deploy where your credentials are',
      ).optional(),
      deletionProtection: z.boolean('must be true (production) or false (a trial that can be thrown away)'),
      retentionDays: z
        .int('must be a whole number of days, such as 2555 for seven years')
        .min(1, 'must be at least 1 day')
        .max(36_500, 'must be at most 36500 days, which is all that Object Lock takes'),
      logRetentionDays: z
        .literal(logRetentionDays, `must be one of ${logRetentionDays.join(', ')}`)
        .default(90),
      slack: z.strictObject(
        {
          channel: slackChannel,
          channels: otherChannels,
          fallbackChannel: text(
            /^[CG][A-Z0-9]{2,20}$/,
            'must be the id of another Slack channel, such as C0123456789, or left out',
          ).optional(),
          teams: z
            .array(
              text(/^[TE][A-Z0-9]{2,20}$/, 'must be the id of a Slack workspace, such as T0123456789'),
              'must list the ids of the Slack workspaces whose people can sign, such as [T0123456789]',
            )
            .min(1, 'must list at least one workspace, or nobody could sign'),
          ticketUrl: text(
            /^https:\/\/[^\s{}]+\{ticket\}[^\s{}]*$/,
            'must be an address that holds {ticket}, such as https://example.com/browse/{ticket}, or left out',
          )
            .max(200, 'must have at most 200 characters: it stands on cards, which have room for no more')
            .optional(),
          people: z
            .enum(
              ['handles', 'email'],
              'must be handles, where the directory has the Slack id of everybody, or email, where the address that Slack has confirmed says who somebody is too',
            )
            .default('handles'),
          secretName,
          pathSegment: text(
            /^[A-Za-z0-9]{16,64}$/,
            'must be 16 to 64 letters and digits that nobody can guess, as `openssl rand -hex 16` prints, or left out',
          ).optional(),
        },
        {
          error:
            'must hold channel, teams and secretName, and may hold channels, people, fallbackChannel, ticketUrl and pathSegment',
        },
      ),
      domain: z
        .strictObject(
          {
            name: text(
              /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
              'must be a domain name in lower case, such as approvals.example.com',
            ),
            certificateArn: text(
              /^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]+$/,
              'must be the ARN of a certificate in ACM, in the region of the deployment',
            ),
          },
          { error: 'must hold name and certificateArn' },
        )
        .optional(),
      agentRolePatterns: z
        .array(roleArn, 'must be a list of role ARNs')
        .min(1, 'must list at least one role ARN, or nobody could ask for anything'),
      agentBoundary: z.enum(boundaryModes, 'must be gated or closed').default('gated'),
      agentServices: z
        .array(
          text(/^[a-z0-9-]+$/, 'must be a prefix of IAM, such as ec2').refine(
            (service) => servicesInScope.includes(service),
            'must be a service of catalog/iam-reference, by its prefix in IAM, such as ec2 or elasticfilesystem',
          ),
          'must list services by their prefixes in IAM, such as ec2',
        )
        .default([]),
      passableRoles: otherRoles,
      assumableRoles: otherRoles,
      serviceControlPolicies: z
        .strictObject(
          {
            perNode: z
              .int('must be a whole number')
              .min(2, 'must be at least 2: FullAWSAccess is one')
              .default(10),
            characters: z
              .int('must be a whole number')
              .min(1_000, 'must be at least 1000')
              .max(10_240, 'must be at most 10240, which is all that Organizations takes')
              .default(10_240),
          },
          { error: 'may hold perNode and characters, where your organization takes less' },
        )
        .prefault({}),
      accounts: z.record(
        text(/^\d{12}$/, 'must be twelve digits in quotes (YAML drops leading zeros)'),
        text(/^[a-z][a-z0-9-]{0,30}$/, 'must be the name of an environment, such as prod'),
        'must map account ids to environments, such as "111122223333": prod',
      ),
      detection: detectionSettings,
      pendingLimit: z
        .int('must be a whole number, such as 20')
        .min(1, 'must be at least 1')
        .max(200, 'must be at most 200'),
      requestsPerMinute: z
        .int('must be a whole number, such as 600')
        .min(1, 'must be at least 1')
        .max(60_000, 'must be at most 60000, which is a thousand a second')
        .default(600),
      ticketKeys: z
        .strictObject(
          {
            signing: keyNumber.default(1),
            published: z.array(keyNumber, 'must list numbers of keys, such as [1]').default([]),
          },
          { error: 'may hold signing and published: numbers of keys (docs/deploy.md, Tickets)' },
        )
        .refine(({ signing, published }) => new Set([signing, ...published]).size === published.length + 1, {
          path: ['published'],
          error: 'must list each other key once; the one that signs is published by itself',
        })
        .prefault({}),
      evidenceKey: keyNumber.default(1),
      sealing: z
        .strictObject(
          {
            seconds: z
              .int('must be a whole number of seconds, such as 60')
              .min(0, 'must be at least 0, which seals at once')
              .max(300, 'must be at most 300, which is as long as Lambda collects a batch')
              .default(60),
            records: z
              .int('must be a whole number, such as 5000')
              .min(1, 'must be at least 1')
              .max(10_000, 'must be at most 10000, which is the largest batch of a stream')
              .default(5_000),
          },
          {
            error: 'may hold seconds and records: how long and how many records are collected for one object',
          },
        )
        .prefault({}),
      digestCopy: z
        .strictObject(
          {
            bucket: text(
              /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
              'must be the name of a bucket that is not the audit bucket',
            ),
            account: text(
              /^\d{12}$/,
              'must be twelve digits in quotes: the account that the bucket belongs to',
            ).optional(),
          },
          { error: 'must hold bucket, and may hold account (docs/deploy.md, A copy elsewhere)' },
        )
        .optional(),
      watchConcurrency: z
        .int('must be a whole number, or left out to share what the account has')
        .min(1, 'must be at least 1, or agents could not wait for anything; leave it out to reserve nothing')
        .optional(),
      auditScanLimitGigabytes: z
        .int('must be a whole number of gigabytes, such as 10')
        .min(1, 'must be at least 1')
        .max(1_000, 'must be at most 1000, which is $5 a query')
        .default(10),
      dashboard: z.boolean('must be true or false').default(true),
      alarms: z
        .strictObject({ email: z.email('must be an e-mail address').optional() }, { error: 'may hold email' })
        .default({}),
    },
    { error: 'must be a mapping of settings' },
  )
  .refine(({ domain, region }) => !domain || domain.certificateArn.split(':')[3] === region, {
    path: ['domain', 'certificateArn'],
    error: 'must be the ARN of a certificate in ACM, in the region of the deployment',
  })
  .refine(({ slack: { channel, fallbackChannel } }) => fallbackChannel !== channel, {
    path: ['slack', 'fallbackChannel'],
    error: 'must be another channel than slack.channel: it is for when that one takes nothing',
  })
  .refine(
    ({ agentRolePatterns, stage, region: home }) =>
      !agentRolePatterns.some((pattern) =>
        patternsMeet(pattern.slice(pattern.indexOf('/') + 1), `countersign-${stage}-*-${home}`),
      ),
    {
      path: ['agentRolePatterns'],
      error:
        "must not match Countersign's own roles, countersign-<stage>-…-<region>: what these do would be taken for an agent's",
    },
  )
  .refine(
    ({ slack: { channels }, accounts }) => {
      const known = new Set([...Object.values(accounts), 'unknown']);
      return Object.values(channels).every(({ environments }) =>
        environments.every((name) => known.has(name)),
      );
    },
    {
      path: ['slack', 'channels'],
      error:
        'must list environments that accounts are called, or unknown: in any other nothing is ever asked',
    },
  )
  .refine(({ agentBoundary, agentServices }) => agentBoundary === 'gated' || agentServices.length > 0, {
    path: ['agentServices'],
    error: 'must list the services that agents work in: a closed boundary denies every other one',
  });

export type Config = z.infer<typeof settingsSchema>;
