import type { EventBridge } from '@aws-sdk/client-eventbridge';
import { z } from 'zod';
import { parseArn } from '../../core/lib/arn.ts';
import { operationsOf } from '../define-operation.ts';
import { beginningOf, inTurn, namedIn, ofAccount, sentence } from '../sentence.ts';
import { arnOf, roleArn } from '../values/arn.ts';
import { matching, tags, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { sayPrincipal } from '../values/principal.ts';
import { shortName } from '../values/short-name.ts';
import { allOrNone, exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { busPolicy, eventRule, targetsOfRule } from './events-looks.ts';

const define = operationsOf<EventBridge>({ prefix: 'events' });

const ruleName = matching('[A-Za-z0-9_.-]+', 64);
/** The default bus is meant where none is named. */
const EventBusName = shortName('events', 'event-bus/', '(?!default$)[A-Za-z0-9_./-]{1,256}', 'orders');
const ofRule = 'arn:{partition}:events:{region}:{account}:rule/{RuleOfBus}';
const ofBus = (name: string, bus: string | undefined) => ({ RuleOfBus: bus ? `${bus}/${name}` : name });
const onBus = (bus: string | undefined): string => (bus ? ` on event bus ${bus}` : '');
const everything = 'the event bus';

/** Those that only start something and give it an input: what more a target can be told would need words of its own. */
const target = z
  .strictObject({
    Id: matching('[A-Za-z0-9_.-]+', 64),
    Arn: matching('arn:aws(?:-cn|-us-gov)?:[a-z0-9-]+:[a-z0-9-]*:[0-9]{12}:[^\\s*?]+', 1_600),
    RoleArn: roleArn.optional(),
    Input: text(8_192).optional(),
    InputPath: text(256).optional(),
    DeadLetterConfig: z
      .strictObject({
        Arn: arnOf('sqs', '[A-Za-z0-9_-]{1,80}(?:[.]fifo)?', 'arn:aws:sqs:eu-central-1:111122223333:failed'),
      })
      .optional(),
  })
  .refine(
    ({ Input, InputPath }) => Input === undefined || InputPath === undefined,
    'Name Input or InputPath',
  );
interface Target {
  Id: string;
  Arn: string;
  RoleArn?: string;
  Input?: string;
  InputPath?: string;
  DeadLetterConfig?: { Arn?: string };
}

function sayTarget(
  { Id, Arn, RoleArn, Input, InputPath, DeadLetterConfig }: Target,
  account: string,
): string {
  const role = RoleArn ? ` as role ${namedIn(RoleArn, account)}` : '';
  const failed = DeadLetterConfig?.Arn ? `, what fails to ${namedIn(DeadLetterConfig.Arn, account)}` : '';
  const given = Input ? ` with ${beginningOf(Input)}` : InputPath ? ` with ${InputPath} of the event` : '';
  return `${Arn.split(':')[2]} ${namedIn(Arn, account)}${role} (target ${Id}${failed})${given}`;
}

/** Of several, how many before which: the last must not be missed. */
function sayNumber(targets: readonly Target[], account: string): string {
  if (targets.length < 2) return '';
  const others = targets.filter(({ Arn }) => ofAccount(parseArn(Arn)?.account, account) !== '').length;
  return `${targets.length} targets${others > 0 ? `, ${others} of them in other accounts` : ''}: `;
}

/** What runs by itself when something happens: to keep it running is a way back in, to stop it a way to go unseen. */
export const eventActions = [
  define({
    operation: 'PutRule',
    groups: ['persistence', 'privilege-escalation', 'code-change'],
    values: {
      Name: ruleName,
      EventBusName,
      EventPattern: text(4_096),
      ScheduleExpression: text(256),
      State: z.enum(['ENABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS', 'DISABLED']),
      Tags: tags,
    },
    required: ['State'],
    rules: [exactlyOne('ScheduleExpression', 'EventPattern')],
    resource: ofRule,
    names: ({ Name, EventBusName: bus }) => ofBus(Name, bus),
    say: ({ Name, EventBusName: bus, State, ScheduleExpression, EventPattern = '' }) => {
      const when = ScheduleExpression ?? `at events like ${beginningOf(EventPattern, 240)}`;
      const rule = `rule ${Name}${onBus(bus)}`;
      if (State === 'DISABLED') return sentence`Disable ${rule}, and let it act once it is enabled: ${when}`;
      const reads = State === 'ENABLED' ? '' : ', and also on calls that only read';
      return sentence`Let ${rule} act from now on, whatever it did before: ${when}${reads}`;
    },
    passes: ['/RoleArn'],
    reversible: true,
    ...eventRule,
    example: { Name: 'nightly', State: 'ENABLED', ScheduleExpression: 'rate(1 day)' },
  }),
  define({
    operation: 'PutTargets',
    groups: ['persistence', 'privilege-escalation', 'code-change'],
    values: { Rule: ruleName, EventBusName, Targets: distinct(target, ({ Id }) => Id).max(5) },
    resource: ofRule,
    names: ({ Rule, EventBusName: bus }) => ofBus(Rule, bus),
    say: ({ Rule, EventBusName: bus, Targets }, { account }) =>
      sentence`Let rule ${Rule}${onBus(bus)} start ${sayNumber(Targets, account)}${inTurn(Targets.map((each) => sayTarget(each, account)))}`,
    passes: ['/Targets/*/RoleArn'],
    reversible: true,
    look: targetsOfRule,
    example: {
      Rule: 'nightly',
      Targets: [
        {
          Id: 'build',
          Arn: 'arn:aws:codebuild:eu-central-1:111122223333:project/nightly',
          RoleArn: 'arn:aws:iam::111122223333:role/start-builds',
        },
      ],
    },
  }),
  define({
    operation: 'RemoveTargets',
    groups: ['audit-tampering'],
    values: { Rule: ruleName, EventBusName, Ids: distinct(matching('[A-Za-z0-9_.-]+', 64)).max(100) },
    resource: ofRule,
    names: ({ Rule, EventBusName: bus }) => ofBus(Rule, bus),
    say: ({ Rule, EventBusName: bus, Ids }) =>
      sentence`Stop rule ${Rule}${onBus(bus)} from starting its target ${listed(Ids, { most: 10 })}`,
    reversible: false,
    look: targetsOfRule,
    example: { Rule: 'unusual-sign-ins', Ids: ['alert'] },
  }),
  define({
    operation: 'DisableRule',
    groups: ['audit-tampering'],
    values: { Name: ruleName, EventBusName },
    resource: ofRule,
    names: ({ Name, EventBusName: bus }) => ofBus(Name, bus),
    say: ({ Name, EventBusName: bus }) => sentence`Stop rule ${Name}${onBus(bus)} from acting on anything`,
    reversible: true,
    ...eventRule,
    example: { Name: 'unusual-sign-ins' },
  }),
  define({
    operation: 'DeleteRule',
    groups: ['audit-tampering', 'destruction'],
    values: { Name: ruleName, EventBusName },
    resource: ofRule,
    names: ({ Name, EventBusName: bus }) => ofBus(Name, bus),
    say: ({ Name, EventBusName: bus }) => sentence`Delete rule ${Name}${onBus(bus)}`,
    reversible: false,
    look: eventRule.look,
    example: { Name: 'unusual-sign-ins' },
  }),
  define({
    operation: 'PutPermission',
    groups: ['network-exposure', 'privilege-escalation'],
    values: {
      EventBusName,
      Action: z.literal('events:PutEvents'),
      Principal: matching('[*]|[0-9]{12}', 12, 'must be an account of 12 digits, or *'),
      StatementId: matching('[A-Za-z0-9_-]+', 64),
      Condition: z.strictObject({
        Type: z.literal('StringEquals'),
        Key: z.literal('aws:PrincipalOrgID'),
        Value: matching('o-[a-z0-9]{10,32}', 34),
      }),
      Policy: policyDocument('resource', 10_240, everything),
    },
    rules: [
      exactlyOne('Policy', 'Principal'),
      allOrNone('Action', 'Principal', 'StatementId'),
      [
        ({ Policy, Condition }: { Policy?: string; Condition?: object }) => !(Policy && Condition),
        'Condition goes with Principal',
      ],
    ],
    // IAM asks for no resource.
    resource: 'arn:{partition}:events:{region}:{account}:*',
    say: ({ EventBusName: bus = 'default', Principal, Condition, Policy, Action }, { account }) => {
      if (Policy !== undefined)
        return sentence`Replace who may use event bus ${bus}: ${sayPolicy(Policy, { kind: 'resource', everything }, account)}`;
      const within = Condition ? ` of organization ${Condition.Value}` : '';
      return sentence`Let ${sayPrincipal(Principal ?? '*', account)}${within} do ${Action ?? ''} on event bus ${bus}`;
    },
    reversible: true,
    ...busPolicy,
    example: { Action: 'events:PutEvents', Principal: '444455556666', StatementId: 'partner' },
  }),
  define({
    operation: 'RemovePermission',
    groups: ['privilege-escalation'],
    values: {
      EventBusName,
      StatementId: matching('[A-Za-z0-9_-]+', 64),
      RemoveAllPermissions: z.literal(true),
    },
    rules: [exactlyOne('StatementId', 'RemoveAllPermissions')],
    resource: 'arn:{partition}:events:{region}:{account}:*',
    say: ({ EventBusName: bus = 'default', StatementId }) =>
      StatementId
        ? sentence`Take statement ${StatementId} out of the policy of event bus ${bus}, with all that it allows and denies`
        : sentence`Delete the policy of event bus ${bus}, with all that it allows and denies`,
    reversible: true,
    ...busPolicy,
    example: { StatementId: 'partner' },
  }),
];
