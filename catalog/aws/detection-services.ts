import type { AccessAnalyzer } from '@aws-sdk/client-accessanalyzer';
import type { Detective } from '@aws-sdk/client-detective';
import type { Inspector2 } from '@aws-sdk/client-inspector2';
import type { Macie2 } from '@aws-sdk/client-macie2';
import type { SecurityHub } from '@aws-sdk/client-securityhub';
import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { operationsOf } from '../define-operation.ts';
import { nameIn, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { arnOf } from '../values/arn.ts';
import { matching, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { listed } from '../values/widest-first.ts';

const accessAnalyzer = operationsOf<AccessAnalyzer>({ prefix: 'access-analyzer' });
const detective = operationsOf<Detective>({ prefix: 'detective' });
const inspector = operationsOf<Inspector2>({ prefix: 'inspector2' });
const macie = operationsOf<Macie2>({ prefix: 'macie2' });
const securityHub = operationsOf<SecurityHub>({ prefix: 'securityhub' });
const route53Resolver = actionsOf({ prefix: 'route53resolver' });

const hub = 'arn:{partition}:securityhub:{region}:{account}:hub/default';

/** What turns off a service that looks for trouble, or keeps what it finds from being seen. */
export const detectionServiceActions = [
  securityHub({
    operation: 'DisableSecurityHub',
    groups: ['audit-tampering'],
    resource: hub,
    say: () => 'Turn off Security Hub in this Region, and forget its findings after 90 days',
    alike: ['securityhub:DisableSecurityHubV2'],
    reversible: true,
    example: {},
  }),
  securityHub({
    operation: 'BatchDisableStandards',
    groups: ['audit-tampering'],
    values: {
      StandardsSubscriptionArns: distinct(
        arnOf(
          'securityhub',
          'subscription/[A-Za-z0-9_./-]+',
          'arn:aws:securityhub:eu-central-1:111122223333:subscription/pci-dss/v/4.0.1',
        ),
      ).max(25),
    },
    resource: hub,
    say: ({ StandardsSubscriptionArns: standards }) =>
      sentence`Stop all controls of ${listed(standards.map(nameIn), { most: 10 })}`,
    reversible: true,
    example: {
      StandardsSubscriptionArns: [
        'arn:aws:securityhub:eu-central-1:111122223333:subscription/pci-dss/v/4.0.1',
      ],
    },
  }),
  securityHub({
    operation: 'DisassociateFromAdministratorAccount',
    groups: ['audit-tampering'],
    resource: hub,
    say: () => 'Take Security Hub of this account from under the account that watches over it',
    alike: ['securityhub:DisassociateFromMasterAccount'],
    reversible: false,
    example: {},
  }),
  securityHub({
    operation: 'BatchUpdateFindings',
    groups: ['audit-tampering'],
    values: {
      FindingIdentifiers: distinct(z.strictObject({ Id: text(512), ProductArn: text(2_048) })).max(100),
      Workflow: z.strictObject({ Status: z.enum(['NEW', 'NOTIFIED', 'RESOLVED', 'SUPPRESSED']) }),
      Note: z.strictObject({ Text: text(512), UpdatedBy: text(512) }),
    },
    resource: hub,
    say: ({ FindingIdentifiers: findings, Workflow }) => {
      const each = findings.map(({ Id, ProductArn }) => `${nameIn(Id)} of ${nameIn(ProductArn)}`);
      const status = Workflow?.Status === undefined ? 'Change' : `Call ${Workflow.Status}`;
      return sentence`${status} finding ${listed(each, { most: 5 })}`;
    },
    reversible: true,
    example: {
      FindingIdentifiers: [
        {
          Id: 'arn:aws:securityhub:eu-central-1:111122223333:security-control/S3.8/finding/1234abcd-12ab-34cd-56ef-1234567890ab',
          ProductArn: 'arn:aws:securityhub:eu-central-1::product/aws/securityhub',
        },
      ],
      Workflow: { Status: 'SUPPRESSED' },
    },
  }),
  macie({
    operation: 'DisableMacie',
    groups: ['audit-tampering'],
    resource: 'arn:{partition}:macie2:{region}:{account}:*',
    say: () => 'Turn off Macie in this Region, and delete all that it found and how it was set up',
    alike: ['macie2:UpdateMacieSession'],
    reversible: false,
    example: {},
  }),
  inspector({
    operation: 'Disable',
    groups: ['audit-tampering'],
    values: { accountIds: distinct(accountId).max(100) },
    resource: 'arn:{partition}:inspector2:{region}:{account}:*',
    say: ({ accountIds, resourceTypes }) => {
      const where = accountIds ? `account ${listed(accountIds, { most: 20 })}` : 'this account';
      return sentence`Stop Inspector from scanning ${resourceTypes ? listed(resourceTypes, { most: 10 }) : 'everything'} in ${where}`;
    },
    reversible: true,
    example: { resourceTypes: ['LAMBDA'] },
  }),
  detective({
    operation: 'DeleteGraph',
    groups: ['audit-tampering', 'destruction'],
    values: {
      GraphArn: arnOf(
        'detective',
        'graph:[0-9a-f]{32}',
        'arn:aws:detective:eu-central-1:111122223333:graph:12abc34d567e8fa901bc2d34e56789f0',
      ),
    },
    resource: '{GraphArn}',
    say: ({ GraphArn }) =>
      sentence`Turn off Detective, and delete behavior graph ${nameIn(GraphArn)} with all its data`,
    reversible: false,
    example: {
      GraphArn: 'arn:aws:detective:eu-central-1:111122223333:graph:12abc34d567e8fa901bc2d34e56789f0',
    },
  }),
  accessAnalyzer({
    operation: 'DeleteAnalyzer',
    groups: ['audit-tampering'],
    values: { analyzerName: matching('[A-Za-z][A-Za-z0-9_.-]*', 255) },
    resource: 'arn:{partition}:access-analyzer:{region}:{account}:analyzer/{analyzerName}',
    say: ({ analyzerName }) => sentence`Delete access analyzer ${analyzerName} and all that it has found`,
    reversible: false,
    example: { analyzerName: 'organization' },
  }),
  route53Resolver({
    operation: 'DisassociateResolverQueryLogConfig',
    groups: ['audit-tampering'],
    parameters: z.strictObject({
      ResolverQueryLogConfigId: matching('rqlc-[0-9a-f]{8,32}', 64),
      ResourceId: matching('vpc-(?:[0-9a-f]{8}|[0-9a-f]{17})', 21, 'must be the id of a VPC'),
    }),
    resource:
      'arn:{partition}:route53resolver:{region}:{account}:resolver-query-log-config/{ResolverQueryLogConfigId}',
    say: ({ ResolverQueryLogConfigId, ResourceId }) =>
      sentence`Stop logging DNS queries of ${ResourceId} by ${ResolverQueryLogConfigId}`,
    reversible: true,
    example: {
      parameters: {
        ResolverQueryLogConfigId: 'rqlc-0123456789abcdef',
        ResourceId: 'vpc-0123456789abcdef0',
      },
      resource:
        'arn:aws:route53resolver:eu-central-1:111122223333:resolver-query-log-config/rqlc-0123456789abcdef',
    },
  }),
];
