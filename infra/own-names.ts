import type { Own } from '../core/policy/own.ts';
import { functionSpecs } from '../functions/specs.ts';
import { accountRoles } from './account-role.ts';
import { deploymentOf, nameOf } from './name-of.ts';

/** What the settings say that names stand on. */
export interface OwnSettings {
  stage: string;
  /** Where it is not said, what is named so in any account is ours. */
  account?: string | undefined;
  slack?: { secretName: string } | undefined;
  digestCopy?: { bucket: string } | undefined;
}

/** That are not functions. */
const things = [
  'requests',
  'audit',
  'approval',
  'incident',
  'outcomes',
  'sightings',
  'forward',
  'alarms',
  'api',
];

/** What requests must not name, of a deployment with these settings. What gets its id at deployment, `submit` is told. */
export function ownNames(settings: OwnSettings): Own {
  const { stage, slack } = settings;
  const prefix = `${deploymentOf(settings)}-`;
  const secretNames = slack ? [slack.secretName.toLowerCase()] : [];
  const named = [...Object.values(functionSpecs), ...Object.values(accountRoles)];
  const names = [...named.map(({ name }) => name), ...things];
  return {
    texts: [
      prefix,
      // The database, which knows no dashes, and the log groups.
      prefix.replaceAll('-', '_'),
      `countersign/${stage}/`,
      // What the CDK's bootstrap makes, which could deploy all of it anew: by the name that it has unless somebody chose one.
      'cdk-hnb659fds-',
      ...secretNames.map((name) => `:secret:${name}`),
      // In a script as well: nobody else's bucket has this name.
      ...copiesOf(settings),
    ],
    names: [
      ...names.map((name) => nameOf(settings, name)),
      ...names.map((name) => `/countersign/${stage}/${name}`),
      ...secretNames,
      ...copiesOf(settings),
      'cdk-*-role-*',
      'cdk-*-assets-*',
    ],
    arns: ownArns(settings),
  };
}

/** Another account's, and kept from whoever would rewrite the trail all the same. */
const copiesOf = ({ digestCopy }: Pick<OwnSettings, 'digestCopy'>): string[] =>
  digestCopy ? [digestCopy.bucket] : [];

/** What a pattern must not take in. Types of resources are written out: a star in their place would meet whatever ends in one. */
function ownArns({ stage, account = '*', slack, ...settings }: OwnSettings): string[] {
  const ours = nameOf({ stage }, '*');
  const resources: Record<string, string[]> = {
    athena: [`workgroup/${ours}`],
    cloudformation: [`stack/${ours}`, `stackset/${ours}`, `stack/stackset-${ours}`],
    cloudwatch: [`alarm:${ours}`, `dashboard/${ours}`],
    dynamodb: [`table/${ours}`],
    events: [`event-bus/${ours}`, `rule/${ours}`],
    glue: ['database/', 'table/'].map((type) => type + ours.replaceAll('-', '_')),
    lambda: [`function:${ours}`],
    logs: [
      `log-group:/countersign/${stage}/*`,
      `log-group:/aws/vendedlogs/countersign/${stage}/*`,
      `log-group:/aws/vendedlogs/states/${ours}`,
    ],
    scheduler: [`schedule/default/${ours}`],
    secretsmanager: slack ? [`secret:${slack.secretName}-??????`] : [],
    sns: [ours],
    sqs: [ours],
    states: [`statemachine:${ours}`, `execution:${ours}`],
  };
  const global = [
    ...['role/', 'policy/'].map((type) => `arn:aws:iam::${account}:${type}${ours}`),
    `arn:aws:iam::${account}:role/cdk-*`,
    `arn:aws:s3:::${ours}`,
    'arn:aws:s3:::cdk-*',
    ...copiesOf(settings).flatMap((bucket) => [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`]),
  ];
  return [
    ...Object.entries(resources).flatMap(([service, some]) =>
      some.map((resource) => `arn:aws:${service}:*:${account}:${resource}`),
    ),
    ...global,
  ].map((arn) => arn.toLowerCase());
}
