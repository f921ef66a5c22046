import type { SSM } from '@aws-sdk/client-ssm';
import { oneOrAll } from '../arn-template.ts';
import { operationsOf } from '../define-operation.ts';
import { sentence } from '../sentence.ts';
import { matching } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { shortName } from '../values/short-name.ts';
import { listed } from '../values/widest-first.ts';
import { parameterVersion, serviceSetting } from './ssm-looks.ts';
import { parameterInArn } from './ssm-parameters.ts';

const define = operationsOf<SSM>({ prefix: 'ssm' });

/** Without version or label: what is written and deleted has neither. */
const parameterName = matching(
  '[a-zA-Z0-9_.-]+|(?:/[a-zA-Z0-9_.-]+)+',
  1_011,
  'must be the name of a parameter such as /shop/database/password, not its ARN',
);
const parameter = 'arn:{partition}:ssm:{region}:{account}:parameter/{Parameter}';

export const ssmSettingActions = [
  define({
    operation: 'PutParameter',
    groups: ['secret-write', 'code-change'],
    resource: parameter,
    names: ({ Name }) => ({ Parameter: parameterInArn(Name) }),
    values: { Name: parameterName },
    // The value is hidden, whatever its type.
    secrets: { '/Value': 'a value that may be secret' },
    say: ({ Name, Type, Overwrite }) =>
      sentence`${Overwrite ? 'Replace' : 'Write'} the value of ${Type ?? 'parameter'} ${Name}`,
    reversible: true,
    look: parameterVersion,
    example: {
      Name: '/shop/database/password',
      Type: 'SecureString',
      Value: 'an-example-only',
      Overwrite: true,
    },
  }),
  define({
    operation: 'DeleteParameter',
    groups: ['destruction'],
    resource: parameter,
    names: ({ Name }) => ({ Parameter: parameterInArn(Name) }),
    values: { Name: parameterName },
    say: ({ Name }) => sentence`Delete parameter ${Name}`,
    reversible: false,
    example: { Name: '/shop/database/password' },
  }),
  define({
    operation: 'DeleteParameters',
    groups: ['destruction'],
    resource: parameter,
    names: ({ Names }) => ({ Parameter: oneOrAll(Names.map(parameterInArn)) }),
    aliasParameter: 'Names',
    values: { Names: distinct(parameterName).max(10) },
    say: ({ Names }) => sentence`Delete parameters ${listed(Names, { most: 10 })}`,
    reversible: false,
    example: { Names: ['/shop/database/password', '/shop/payments/key'] },
  }),
  define({
    operation: 'UpdateServiceSetting',
    groups: ['privilege-escalation', 'network-exposure'],
    resource: 'arn:{partition}:ssm:{region}:{account}:servicesetting/{Setting}',
    names: ({ SettingId }) => ({ Setting: SettingId.replace(/^\//, '') }),
    values: {
      SettingId: matching(
        '/ssm(?:/[a-z0-9-]+)+',
        1_000,
        'must be the id of a setting such as /ssm/…, not its ARN',
      ),
    },
    say: ({ SettingId, SettingValue }) =>
      sentence`Set ${SettingId} of Systems Manager to ${SettingValue} for the whole account in this region`,
    reversible: true,
    ...serviceSetting,
    example: { SettingId: '/ssm/documents/console/public-sharing-permission', SettingValue: 'Enable' },
  }),
  define({
    operation: 'CreateActivation',
    groups: ['credential-issue', 'persistence'],
    resource: 'arn:{partition}:ssm:{region}:{account}:*',
    values: { IamRole: shortName('iam', 'role/(?:service-role/)?', '[\\w+=,.@-]{1,64}', 'machines') },
    say: ({ IamRole, RegistrationLimit = 1, ExpirationDate }) =>
      sentence`Make a code by which ${RegistrationLimit} machines from elsewhere join as role ${IamRole}, for ${ExpirationDate === undefined ? 'a day' : `as long as ${ExpirationDate}`}`,
    passes: ['/IamRole'],
    reversible: true,
    example: { IamRole: 'machines', RegistrationLimit: 5 },
  }),
  define({
    operation: 'ResumeSession',
    groups: ['remote-access'],
    resource: 'arn:{partition}:ssm:{region}:{account}:session/{SessionId}',
    values: { SessionId: matching('[\\w+=,.@-]{1,96}', 96, 'must be the id of a session') },
    say: ({ SessionId }) => sentence`Take up session ${SessionId} again`,
    reversible: false,
    example: { SessionId: 'agent-0123456789abcdef0' },
  }),
];
