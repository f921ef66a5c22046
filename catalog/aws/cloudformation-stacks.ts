import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import { operationsOf } from '../define-operation.ts';
import { nameIn, sentence } from '../sentence.ts';
import { jsonText } from '../values/json-text.ts';
import { exactlyOne } from '../values/which-of.ts';
import {
  arnWithId,
  sayGiven,
  sayTemplate,
  stackName,
  templateBody,
  templateUrl,
} from './cloudformation-shapes.ts';
import { stackPolicy, stackProtection } from './running-looks.ts';

const define = operationsOf<CloudFormation>({ prefix: 'cloudformation' });

const StackName = arnWithId('stack', 'shop-preview');
const stack =
  'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop-preview/1234abcd-12ab-34cd-56ef-1234567890ab';
const template = { TemplateBody: templateBody, TemplateURL: templateUrl };
const exampleTemplate = '{"Resources":{"Orders":{"Type":"AWS::SQS::Queue"}}}';
/** Policies from an address: what lies there can change while people decide. */
const StackPolicyBody = jsonText(16_384);

export const cloudFormationStackActions = [
  define({
    operation: 'CreateStack',
    groups: ['resource-creation', 'privilege-escalation', 'code-change'],
    resource: 'arn:{partition}:cloudformation:{region}:{account}:stack/{StackName}/*',
    values: { StackName: stackName, StackPolicyBody, ...template },
    without: ['StackPolicyURL'],
    rules: [exactlyOne('TemplateBody', 'TemplateURL')],
    say: (given, { account }) =>
      sentence`Create stack ${given.StackName}${sayGiven(given, account)}, ${sayTemplate(given)}`,
    passes: ['/RoleARN'],
    reversible: true,
    example: { StackName: 'shop-preview', TemplateBody: exampleTemplate },
  }),
  define({
    operation: 'UpdateStack',
    groups: ['code-change', 'privilege-escalation'],
    resource: '{StackName}',
    values: { StackName, StackPolicyBody, StackPolicyDuringUpdateBody: StackPolicyBody, ...template },
    without: ['StackPolicyURL', 'StackPolicyDuringUpdateURL'],
    rules: [exactlyOne('TemplateBody', 'TemplateURL', 'UsePreviousTemplate')],
    say: (given, { account }) =>
      sentence`Update stack ${nameIn(given.StackName)}${sayGiven(given, account)}, ${sayTemplate(given)}${given.StackPolicyDuringUpdateBody === undefined ? '' : `, past its own policy, by ${given.StackPolicyDuringUpdateBody}`}`,
    passes: ['/RoleARN'],
    reversible: false,
    example: { StackName: stack, TemplateBody: exampleTemplate },
  }),
  define({
    operation: 'CreateChangeSet',
    groups: ['resource-creation'],
    resource: 'arn:{partition}:cloudformation:{region}:{account}:stack/{StackName}/*',
    values: { StackName: stackName, ...template },
    rules: [exactlyOne('TemplateBody', 'TemplateURL', 'UsePreviousTemplate')],
    say: (given, { account }) =>
      sentence`Prepare change set ${given.ChangeSetName} of stack ${given.StackName}${sayGiven(given, account)}, ${sayTemplate(given)}; nothing but the change set is made yet`,
    passes: ['/RoleARN'],
    reversible: true,
    example: { StackName: 'shop-preview', ChangeSetName: 'add-index', TemplateBody: exampleTemplate },
  }),
  define({
    operation: 'SetStackPolicy',
    groups: ['privilege-escalation'],
    resource: '{StackName}',
    values: { StackName, StackPolicyBody },
    required: ['StackPolicyBody'],
    without: ['StackPolicyURL'],
    say: ({ StackName: name, StackPolicyBody: policy = '' }) =>
      sentence`Replace the policy that says what updates of stack ${nameIn(name)} may change: ${policy}`,
    reversible: true,
    ...stackPolicy,
    example: {
      StackName: stack,
      StackPolicyBody:
        '{"Statement":[{"Effect":"Allow","Action":"Update:*","Principal":"*","Resource":"*"}]}',
    },
  }),
  define({
    operation: 'UpdateTerminationProtection',
    groups: ['destruction'],
    resource: '{StackName}',
    values: { StackName },
    say: ({ StackName: name, EnableTerminationProtection: on }) =>
      sentence`${on ? 'Protect' : 'No longer protect'} stack ${nameIn(name)} from deletion`,
    reversible: true,
    ...stackProtection,
    example: { StackName: stack, EnableTerminationProtection: false },
  }),
  define({
    operation: 'CancelUpdateStack',
    groups: ['code-change'],
    resource: '{StackName}',
    values: { StackName },
    say: ({ StackName: name }) => sentence`Stop the update of stack ${nameIn(name)} and roll it back`,
    reversible: false,
    example: { StackName: stack },
  }),
];
