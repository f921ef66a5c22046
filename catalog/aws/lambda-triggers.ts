import type { Lambda } from '@aws-sdk/client-lambda';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { inTurn, namedIn, ofAccount, sentence } from '../sentence.ts';
import { matching, uuid } from '../values/aws-values.ts';
import { shortName } from '../values/short-name.ts';
import { atLeastOne, exactlyOne, moreThan } from '../values/which-of.ts';
import { eventSource, functionUrl, layerPolicy, removedPermission } from './lambda-looks.ts';

const define = operationsOf<Lambda>({ prefix: 'lambda' });

const FunctionName = shortName('lambda', 'function:', '[a-zA-Z0-9_-]{1,64}', 'checkout');
const resource = 'arn:{partition}:lambda:{region}:{account}:function:{FunctionName}';
/** Not a version: a URL has an alias at most. */
const Qualifier = matching('[a-zA-Z][a-zA-Z0-9_-]*', 128, 'must be the name of an alias');
const AuthType = z.enum(['NONE', 'AWS_IAM']);
const arn = matching('arn:aws[a-z-]*:[!-~]+', 1_024, 'must be an ARN');

const sayUrl = (type: string): string =>
  type === 'NONE' ? 'which asks nobody who they are' : 'for those who are signed in';
const of = (name: string, alias: string | undefined): string =>
  alias === undefined ? `function ${name}` : `alias ${alias} of function ${name}`;

export const lambdaTriggerActions = [
  define({
    operation: 'CreateFunctionUrlConfig',
    groups: ['network-exposure', 'persistence'],
    resource,
    values: { FunctionName, Qualifier, AuthType },
    say: ({ FunctionName: name, Qualifier: alias, AuthType: type }) =>
      sentence`Open a public URL of ${of(name, alias)}, ${sayUrl(type)}`,
    reversible: true,
    example: { FunctionName: 'checkout', AuthType: 'NONE' },
  }),
  define({
    operation: 'UpdateFunctionUrlConfig',
    groups: ['network-exposure'],
    resource,
    values: { FunctionName, Qualifier, AuthType },
    rules: [atLeastOne('AuthType', 'Cors', 'InvokeMode')],
    say: ({ FunctionName: name, Qualifier: alias, AuthType: type }) =>
      sentence`Change the public URL of ${of(name, alias)}${type === undefined ? '' : `, ${sayUrl(type)} from now on`}`,
    reversible: true,
    ...functionUrl,
    example: { FunctionName: 'checkout', AuthType: 'NONE' },
  }),
  define({
    operation: 'CreateEventSourceMapping',
    groups: ['code-change', 'persistence'],
    resource,
    values: { FunctionName, EventSourceArn: arn },
    rules: [exactlyOne('EventSourceArn', 'SelfManagedEventSource')],
    say: ({ FunctionName: name, EventSourceArn, Enabled }, { account }) =>
      sentence`Run function ${name} for whatever comes from ${EventSourceArn === undefined ? 'elsewhere' : namedIn(EventSourceArn, account)}${Enabled === undefined ? '' : Enabled ? ', at once' : ', once it is turned on'}`,
    events: ['CreateEventSourceMapping20150331'],
    reversible: true,
    example: {
      FunctionName: 'receipts',
      EventSourceArn: 'arn:aws:sqs:eu-central-1:111122223333:orders',
      BatchSize: 10,
    },
  }),
  define({
    operation: 'UpdateEventSourceMapping',
    groups: ['code-change'],
    resource: 'arn:{partition}:lambda:{region}:{account}:event-source-mapping:{UUID}',
    values: { FunctionName, UUID: matching(uuid, 36) },
    rules: [moreThan('UUID')],
    say: ({ UUID, FunctionName: name, Enabled }) => {
      const parts = [
        ...(name === undefined ? [] : [`run function ${name} for what it brings`]),
        ...(Enabled === undefined ? [] : [Enabled ? 'turn it on' : 'turn it off']),
      ];
      return sentence`Change event source mapping ${UUID}${parts.length > 0 ? ': ' : ''}${inTurn(parts, ', ')}`;
    },
    events: ['UpdateEventSourceMapping20150331'],
    reversible: true,
    look: eventSource,
    example: { UUID: '1234abcd-12ab-34cd-56ef-1234567890ab', FunctionName: 'receipts' },
  }),
  define({
    operation: 'AddLayerVersionPermission',
    groups: ['data-export'],
    resource: 'arn:{partition}:lambda:{region}:{account}:layer:{LayerName}:{VersionNumber}',
    values: {
      LayerName: shortName('lambda', 'layer:', '[a-zA-Z0-9_-]{1,140}', 'tools'),
      Action: z.literal('lambda:GetLayerVersion'),
      Principal: matching('[*]|[0-9]{12}', 12, 'must be *, or an account of 12 digits'),
      OrganizationId: matching('o-[a-z0-9]{10,32}', 34),
    },
    say: ({ LayerName, VersionNumber, Principal, OrganizationId }, { account }) => {
      const who =
        Principal === '*'
          ? 'anyone'
          : `account ${Principal}${ofAccount(Principal, account) && ' (another account)'}`;
      return sentence`Let ${who}${OrganizationId === undefined ? '' : ` of organization ${OrganizationId}`} read and run version ${VersionNumber} of layer ${LayerName}`;
    },
    events: ['AddLayerVersionPermission', 'AddLayerVersionPermission20181031'],
    reversible: false,
    look: layerPolicy,
    example: {
      LayerName: 'tools',
      VersionNumber: 3,
      StatementId: 'partner',
      Action: 'lambda:GetLayerVersion',
      Principal: '444455556666',
    },
  }),
  define({
    operation: 'RemovePermission',
    groups: ['privilege-escalation'],
    resource,
    values: { FunctionName },
    say: ({ FunctionName: name, StatementId }) =>
      sentence`Take statement ${StatementId} out of the policy of function ${name}`,
    events: ['RemovePermission20150331', 'RemovePermission20150331v2'],
    reversible: true,
    look: removedPermission,
    example: { FunctionName: 'checkout', StatementId: 'partner' },
  }),
];
