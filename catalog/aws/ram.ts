import type { RAM } from '@aws-sdk/client-ram';
import { operationsOf } from '../define-operation.ts';
import { namedIn, nameIn, sentence } from '../sentence.ts';
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

function named({ resourceArns = [], principals = [] }: Shared, ownAccount: string) {
  const what = resourceArns.map((arn) => `${arn.split(':')[2]} ${nameIn(arn)}`);
  const things = what.length > 0 ? listed(what, { most: 10 }) : 'what it holds by then';
  // Organizations stay ARNs, which stand first.
  const said = principals.map((each) =>
    each.includes(':organizations:') ? each : sayPrincipal(each, ownAccount),
  );
  const people = said.length > 0 ? listed(said, { most: 10 }) : 'all whom it names by then';
  return { things, people };
}

function sayShared(given: Shared, ownAccount: string): string {
  const { things, people } = named(given, ownAccount);
  return `Share ${things} with ${people}`;
}

const exampleShare =
  'arn:aws:ram:eu-central-1:111122223333:resource-share/1234abcd-12ab-34cd-56ef-1234567890ab';
const exampleInvitation =
  'arn:aws:ram:eu-central-1:111122223333:resource-share-invitation/1234abcd-12ab-34cd-56ef-1234567890ab';
const resourceShareArn = arnOf('ram', `resource-share/${uuid}`, exampleShare);
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
      resourceShareArn,
    },
    rules: [atLeastOne('resourceArns', 'principals', 'sources')],
    resource: '{resourceShareArn}',
    say: ({ resourceShareArn: share, resourceArns, principals }, { account }) =>
      sentence`${sayShared({ resourceArns, principals }, account)}, by share ${nameIn(share)}`,
    reversible: true,
    example: {
      ...example,
      resourceShareArn: exampleShare,
    },
  }),
  define({
    operation: 'DisassociateResourceShare',
    groups: ['destruction'],
    values: { ...shared, resourceShareArn },
    rules: [atLeastOne('resourceArns', 'principals', 'sources')],
    resource: '{resourceShareArn}',
    say: ({ resourceShareArn: share, resourceArns, principals }, { account }) => {
      const { things, people } = named({ resourceArns, principals }, account);
      return sentence`No longer share ${things} with ${people}, by share ${nameIn(share)}`;
    },
    reversible: true,
    example: { ...example, resourceShareArn: exampleShare },
  }),
  define({
    operation: 'DeleteResourceShare',
    groups: ['destruction'],
    values: { resourceShareArn },
    resource: '{resourceShareArn}',
    say: ({ resourceShareArn: share }) =>
      sentence`No longer share what share ${nameIn(share)} holds: delete it`,
    reversible: false,
    example: { resourceShareArn: exampleShare },
  }),
  define({
    operation: 'AcceptResourceShareInvitation',
    groups: ['network-exposure'],
    values: {
      resourceShareInvitationArn: arnOf('ram', `resource-share-invitation/${uuid}`, exampleInvitation),
    },
    resource: '{resourceShareInvitationArn}',
    say: ({ resourceShareInvitationArn }, { account }) =>
      sentence`Accept ${namedIn(resourceShareInvitationArn, account)}, and so use what another account shares, whatever it is by then`,
    reversible: true,
    example: { resourceShareInvitationArn: exampleInvitation },
  }),
  define({
    operation: 'EnableSharingWithAwsOrganization',
    groups: ['data-export', 'privilege-escalation'],
    resource: 'arn:{partition}:ram:{region}:{account}:*',
    say: () => 'Let every account of the organization share with all of it, without asking who receives',
    reversible: true,
    example: {},
  }),
];
