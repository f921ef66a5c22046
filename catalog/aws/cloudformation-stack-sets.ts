import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { inTurn, namedIn, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { matching } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { holds } from '../values/holds.ts';
import { atMostOne, exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { sayGiven, sayTemplate, stackSetName, templateBody, templateUrl } from './cloudformation-shapes.ts';

const define = operationsOf<CloudFormation>({ prefix: 'cloudformation' });

const resource = 'arn:{partition}:cloudformation:{region}:{account}:stackset/{StackSetName}:*';
const values = { StackSetName: stackSetName, TemplateBody: templateBody, TemplateURL: templateUrl };
const Accounts = distinct(accountId);
const Regions = distinct(matching('[a-z0-9-]+', 32));
const targets = holds(
  z.object({
    DeploymentTargets: z
      .object({ AccountsUrl: z.never().optional(), Accounts: Accounts.optional() })
      .optional(),
  }),
  'Name the accounts themselves: a list at an address can change while people decide',
);

interface Where {
  Accounts?: readonly string[];
  Regions?: readonly string[];
  DeploymentTargets?: { Accounts?: readonly string[]; OrganizationalUnitIds?: readonly string[] };
}

/** " in ou-…, 444455556666 and 2 more, each in eu-central-1" */
function sayWhere(
  { Accounts: accounts = [], Regions: regions = [], DeploymentTargets = {} }: Where,
  ownAccount: string,
): string {
  const { Accounts: named = [], OrganizationalUnitIds: units = [], ...rest } = DeploymentTargets;
  const all = [...units.map((unit) => `all accounts of ${unit}`), ...accounts, ...named];
  const where =
    all.length > 0
      ? ` in ${listed(all, { ownAccount, worst: all.filter((each) => /^all/.test(each)), most: 5 })}`
      : '';
  return `${where}${further(rest)}${regions.length > 0 ? `, each in ${listed(regions)}` : ''}`;
}

interface Roles {
  AdministrationRoleARN?: string;
  ExecutionRoleName?: string;
  AutoDeployment?: { Enabled?: boolean };
}

/** " as admin and as role deploy in each account, and by itself in every account that joins" */
function sayRoles(
  { AdministrationRoleARN, ExecutionRoleName, AutoDeployment = {} }: Roles,
  ownAccount: string,
): string {
  const { Enabled, ...rest } = AutoDeployment;
  return inTurn(
    [
      AdministrationRoleARN === undefined ? '' : ` as ${namedIn(AdministrationRoleARN, ownAccount)}`,
      ExecutionRoleName === undefined ? '' : ` as role ${ExecutionRoleName} in each account`,
      Enabled ? ', and by itself in every account that joins' : '',
      further(Enabled ? rest : AutoDeployment),
    ],
    '',
  );
}

export const cloudFormationStackSetActions = [
  define({
    operation: 'CreateStackSet',
    groups: ['resource-creation', 'privilege-escalation', 'lateral-movement'],
    resource: 'arn:{partition}:cloudformation:{region}:{account}:*',
    values,
    rules: [exactlyOne('TemplateBody', 'TemplateURL', 'StackId')],
    say: (given, { account }) =>
      sentence`Create stack set ${given.StackSetName}, which makes stacks in other accounts${sayRoles(given, account)}${sayGiven(given, account)}, ${given.StackId === undefined ? sayTemplate(given) : `around stack ${given.StackId}`}`,
    passes: ['/AdministrationRoleARN'],
    reversible: true,
    example: {
      StackSetName: 'baseline',
      TemplateBody: '{"Resources":{"Trail":{"Type":"AWS::CloudTrail::Trail"}}}',
    },
  }),
  define({
    operation: 'UpdateStackSet',
    groups: ['code-change', 'privilege-escalation', 'lateral-movement'],
    resource,
    values: { ...values, Accounts, Regions },
    rules: [
      exactlyOne('TemplateBody', 'TemplateURL', 'UsePreviousTemplate'),
      atMostOne('Accounts', 'DeploymentTargets'),
      targets,
    ],
    say: (given, { account }) => {
      const where = sayWhere(given, account) || ' wherever it is';
      return sentence`Update stack set ${given.StackSetName}${where}${sayRoles(given, account)}${sayGiven(given, account)}, ${sayTemplate(given)}`;
    },
    passes: ['/AdministrationRoleARN'],
    alike: ['cloudformation:UpdateStackInstances'],
    reversible: false,
    example: {
      StackSetName: 'baseline',
      TemplateBody: '{"Resources":{"Trail":{"Type":"AWS::CloudTrail::Trail"}}}',
    },
  }),
  define({
    operation: 'CreateStackInstances',
    groups: ['resource-creation', 'privilege-escalation', 'lateral-movement'],
    resource,
    values: { StackSetName: stackSetName, Accounts, Regions },
    rules: [exactlyOne('Accounts', 'DeploymentTargets'), targets],
    say: (given, { account }) =>
      sentence`Make the stacks of stack set ${given.StackSetName}${sayWhere(given, account)}${sayGiven({ ...(given.ParameterOverrides && { Parameters: given.ParameterOverrides }) }, account)}`,
    reversible: true,
    example: { StackSetName: 'baseline', Accounts: ['444455556666'], Regions: ['eu-central-1'] },
  }),
];
