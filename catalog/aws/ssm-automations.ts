import type { SSM } from '@aws-sdk/client-ssm';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { namedIn, sentence } from '../sentence.ts';
import { roleArn } from '../values/arn.ts';
import { matching, uuid } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { holds } from '../values/holds.ts';
import { pinnedVersion } from '../values/pinned.ts';
import { atLeastOne, moreThan } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { documentName } from './ssm-command.ts';
import { sayParameters, sayTargeted } from './ssm-targets.ts';

const define = operationsOf<SSM>({ prefix: 'ssm' });

const associationId = matching(uuid, 36, 'must be the id of an association');

export const ssmAutomationActions = [
  define({
    operation: 'StartAutomationExecution',
    groups: ['code-change', 'lateral-movement'],
    resource: 'arn:{partition}:ssm:{region}:{account}:automation-definition/{DocumentName}:{DocumentVersion}',
    values: { DocumentName: documentName, DocumentVersion: pinnedVersion },
    required: ['DocumentVersion'],
    // What lies at an address can change while people decide.
    without: ['TargetLocationsURL'],
    rules: [
      holds(
        z.object({
          Parameters: z.object({ AutomationAssumeRole: z.tuple([roleArn]).optional() }).optional(),
        }),
        'Name the role in AutomationAssumeRole by its ARN',
      ),
    ],
    say: (run, { account }) => {
      const { AutomationAssumeRole: [role] = [], ...parameters } = run.Parameters ?? {};
      return sentence`Run automation ${namedIn(run.DocumentName, account)} version ${run.DocumentVersion ?? ''}${role === undefined ? '' : ` as ${namedIn(role, account)}`}${sayTargeted(run, account)}${sayParameters(parameters)}`;
    },
    passes: ['/Parameters/AutomationAssumeRole'],
    alike: ['ssm:StartChangeRequestExecution'],
    reversible: false,
    example: {
      DocumentName: 'AWS-RestartEC2Instance',
      DocumentVersion: '1',
      Parameters: { InstanceId: ['i-0123456789abcdef0'] },
    },
  }),
  define({
    operation: 'CreateAssociation',
    groups: ['remote-access', 'persistence', 'lateral-movement'],
    resource: 'arn:{partition}:ssm:{region}:{account}:document/{Name}',
    values: { Name: documentName, DocumentVersion: pinnedVersion, AssociationDispatchAssumeRole: roleArn },
    required: ['DocumentVersion'],
    // The older form of Targets.
    without: ['InstanceId'],
    rules: [atLeastOne('Targets', 'TargetMaps', 'TargetLocations')],
    say: (association, { account }) => {
      const {
        Name,
        DocumentVersion = '',
        ScheduleExpression,
        AssociationDispatchAssumeRole: role,
      } = association;
      const again =
        ScheduleExpression === undefined ? 'whatever joins them' : `again by ${ScheduleExpression}`;
      return sentence`Run document ${namedIn(Name, account)} version ${DocumentVersion}${role === undefined ? '' : ` as ${namedIn(role, account)}`}${sayTargeted(association, account)}, now and ${again}${sayParameters(association.Parameters)}`;
    },
    passes: ['/AssociationDispatchAssumeRole'],
    // What the document does with them is what runs.
    shown: ['/Parameters'],
    alike: ['ssm:CreateAssociationBatch'],
    reversible: false,
    example: {
      Name: 'AWS-RunShellScript',
      DocumentVersion: '1',
      Targets: [{ Key: 'tag:service', Values: ['shop'] }],
      Parameters: { commands: ['systemctl restart shop'] },
      ScheduleExpression: 'rate(1 day)',
    },
  }),
  define({
    operation: 'UpdateAssociation',
    groups: ['remote-access', 'persistence', 'lateral-movement'],
    resource: 'arn:{partition}:ssm:{region}:{account}:association/{AssociationId}',
    values: {
      AssociationId: associationId,
      Name: documentName,
      DocumentVersion: pinnedVersion,
      AssociationDispatchAssumeRole: roleArn,
    },
    // Systems Manager takes out what is not named: without a version, the document's default would run.
    required: ['DocumentVersion'],
    rules: [moreThan('AssociationId')],
    say: (association, { account }) => {
      const { AssociationId, Name, DocumentVersion = '', AssociationDispatchAssumeRole: role } = association;
      const { ScheduleExpression } = association;
      const document = Name === undefined ? 'its document' : `document ${namedIn(Name, account)}`;
      return sentence`Let association ${AssociationId} run ${document} version ${DocumentVersion}${role === undefined ? '' : ` as ${namedIn(role, account)}`}${sayTargeted(association, account)}${ScheduleExpression === undefined ? '' : `, by ${ScheduleExpression}`}${sayParameters(association.Parameters)}, and take out what is not named here`;
    },
    passes: ['/AssociationDispatchAssumeRole'],
    // What the document does with them is what runs.
    shown: ['/Parameters'],
    reversible: false,
    example: {
      AssociationId: '1234abcd-12ab-34cd-56ef-1234567890ab',
      DocumentVersion: '2',
      Parameters: { commands: ['systemctl restart shop'] },
    },
  }),
  define({
    operation: 'StartAssociationsOnce',
    groups: ['remote-access'],
    resource: 'arn:{partition}:ssm:{region}:{account}:association/{Association}',
    names: ({ AssociationIds: ids }) => ({ Association: ids.length === 1 ? (ids[0] ?? '*') : '*' }),
    aliasParameter: 'AssociationIds',
    values: { AssociationIds: distinct(associationId).max(10) },
    say: ({ AssociationIds: ids }) => sentence`Run now what associations ${listed(ids)} say`,
    reversible: false,
    example: { AssociationIds: ['1234abcd-12ab-34cd-56ef-1234567890ab'] },
  }),
];
