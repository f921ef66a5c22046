import type { RAM } from '@aws-sdk/client-ram';
import { operationsOf } from '../define-operation.ts';
import { nameIn, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { arnOf } from '../values/arn.ts';
import { matching, text, uuid } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { sayPrincipal, service } from '../values/principal.ts';
import { atLeastOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';

const define = operationsOf<RAM>({ prefix: 'ram' });

const account = '[0-9]{12}';
const partition = 'arn:aws(?:-cn|-us-gov)?';
const principal = matching(
  [
    account,
    service,
    String.raw`${partition}:iam::${account}:(?:role|user)/[\w+=,.@/-]+`,
    `${partition}:organizations::${account}:(?:organization/o|ou/o)-[a-z0-9/-]+`,
  ].join('|'),
  2_048,
  'must be an account of 12 digits, a service, or an ARN of IAM or Organizations',
);
const shared = {
  principals: distinct(principal).max(50),
  resourceArns: distinct(
    matching('arn:aws(?:-cn|-us-gov)?:[a-z0-9-]+:[a-z0-9-]*:[0-9]{12}:[^\\s*?]+', 2_048, 'must be an ARN'),
  ).max(50),
  /** Of services that share for others: accounts. */
  sources: distinct(accountId).max(50),
};
interface Shared {
  resourceArns?: readonly string[] | undefined;
  principals?: readonly string[] | undefined;
}

function sayShared({ resourceArns = [], principals = [] }: Shared, ownAccount: string): string {
  const what = resourceArns.map((arn) => `${arn.split(':')[2]} ${nameIn(arn)}`);
  const things = what.length > 0 ? listed(what, { most: 10 }) : 'what it holds by then';
  const organizations = principals.filter((each) => each.includes(':organizations:'));
  const others = principals.filter((each) => !organizations.includes(each));
  const said = [...organizations, ...others.map((each) => sayPrincipal(each, ownAccount))];
  const people =
    said.length > 0 ? listed(said, { worst: organizations, most: 10 }) : 'all whom it names by then';
  return `Share ${things} with ${people}`;
}

const example = {
  resourceArns: ['arn:aws:ec2:eu-central-1:111122223333:subnet/subnet-0123456789abcdef0'],
  principals: ['444455556666'],
};

/** What other accounts get to use. */
export const ramActions = [
  define({
    operation: 'CreateResourceShare',
    groups: ['data-export'],
    values: {
      ...shared,
      name: text(256),
      permissionArns: distinct(
        matching('arn:aws(?:-cn|-us-gov)?:ram:[a-z0-9-]*:(?:aws|[0-9]{12})?:permission/[\\w./-]+', 2_048),
      ).max(50),
    },
    // RAM lets them in where it is left out.
    required: ['allowExternalPrincipals'],
    resource: 'arn:{partition}:ram:{region}:{account}:resource-share/*',
    say: ({ name, resourceArns, principals, allowExternalPrincipals: external }, { account }) => {
      const who = external ? 'also outside the organization' : 'only within the organization';
      return sentence`${sayShared({ resourceArns, principals }, account)}, ${who}, as ${name}`;
    },
    reversible: true,
    example: { ...example, name: 'subnets', allowExternalPrincipals: true },
  }),
  define({
    operation: 'AssociateResourceShare',
    groups: ['data-export'],
    values: {
      ...shared,
      resourceShareArn: arnOf(
        'ram',
        `resource-share/${uuid}`,
        'arn:aws:ram:eu-central-1:111122223333:resource-share/1234abcd-12ab-34cd-56ef-1234567890ab',
      ),
    },
    rules: [atLeastOne('resourceArns', 'principals', 'sources')],
    resource: '{resourceShareArn}',
    say: ({ resourceShareArn, resourceArns, principals }, { account }) =>
      sentence`${sayShared({ resourceArns, principals }, account)}, by share ${nameIn(resourceShareArn)}`,
    reversible: true,
    example: {
      ...example,
      resourceShareArn:
        'arn:aws:ram:eu-central-1:111122223333:resource-share/1234abcd-12ab-34cd-56ef-1234567890ab',
    },
  }),
];
