import type { APIGateway } from '@aws-sdk/client-api-gateway';
import type { Route53 } from '@aws-sdk/client-route-53';
import type { Route53Domains } from '@aws-sdk/client-route-53-domains';
import type { SESv2 } from '@aws-sdk/client-sesv2';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { beginningOf, ofAccount, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { matching } from '../values/aws-values.ts';
import { base64Text, textIn } from '../values/base64.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { listed } from '../values/widest-first.ts';
import { apiPolicy } from './resource-policy-looks.ts';

const route53 = operationsOf<Route53>({ prefix: 'route53' });
const domains = operationsOf<Route53Domains>({ prefix: 'route53domains' });
const gateway = operationsOf<APIGateway>({ prefix: 'apigateway' });
const mail = operationsOf<SESv2>({ prefix: 'ses' });

const DomainName = matching(
  '(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9-]{2,63}',
  255,
  'must be a domain in lower case',
);
/** IAM asks for no resource. */
const domain = 'arn:{partition}:route53domains:{region}:{account}:*';
const restApiId = matching('[a-z0-9]{10}', 10, 'must be the id of an API');
const api = 'arn:{partition}:apigateway:{region}::/restapis/{restApiId}';
const everything = 'the API';
const exampleApi = { restApiId: 'a1b2c3d4e5' };
/** Of whom a domain is. Hidden: a person's address is nobody else's business. */
const contact = {
  FirstName: 'Domain',
  LastName: 'Administrator',
  ContactType: 'COMPANY' as const,
  Email: 'domains@shop.example',
};

/** By which names and at which doors the world comes in. */
export const nameAndDoorActions = [
  route53({
    operation: 'ChangeResourceRecordSets',
    groups: ['network-exposure', 'code-change'],
    values: {
      HostedZoneId: matching('Z[A-Z0-9]{1,31}', 32, 'must be the id of a hosted zone, without a path'),
    },
    resource: 'arn:{partition}:route53:::hostedzone/{HostedZoneId}',
    say: ({ HostedZoneId, ChangeBatch: { Changes = [], ...rest } }) => {
      const said = Changes.map(({ Action, ResourceRecordSet }) => {
        const { Name = '', Type = '', ResourceRecords, AliasTarget, ...how } = ResourceRecordSet ?? {};
        const values = ResourceRecords ? ` ${listed(ResourceRecords.map(({ Value = '' }) => Value))}` : '';
        const alias = AliasTarget ? ` alias ${beginningOf(JSON.stringify(AliasTarget), 160)}` : '';
        return `${Action} ${Type} ${Name}${values}${alias}${further(how)}`;
      });
      const worst = said.filter((each) => /^\w+ NS |\*/.test(each));
      return sentence`Change where names of zone ${HostedZoneId} lead: ${listed(said, { worst, most: 4 })}${further(rest)}`;
    },
    reversible: true,
    example: {
      HostedZoneId: 'Z0123456789ABCDEFGHIJ',
      ChangeBatch: {
        Changes: [
          {
            Action: 'UPSERT',
            ResourceRecordSet: {
              Name: 'pay.shop.example',
              Type: 'A',
              TTL: 60,
              ResourceRecords: [{ Value: '203.0.113.7' }],
            },
          },
        ],
      },
    },
  }),
  domains({
    operation: 'TransferDomainToAnotherAwsAccount',
    groups: ['data-export', 'destruction'],
    values: { DomainName, AccountId: accountId },
    resource: domain,
    say: ({ DomainName: name, AccountId }, { account }) =>
      sentence`Give domain ${name} away, to account ${AccountId}${ofAccount(AccountId, account) && ' (another account)'}`,
    reversible: false,
    example: { DomainName: 'shop.example', AccountId: '444455556666' },
  }),
  domains({
    operation: 'TransferDomain',
    groups: ['cost', 'resource-creation'],
    values: { DomainName },
    resource: domain,
    say: ({ DomainName: name }) =>
      sentence`Buy domain ${name} over from another registrar, in the name of contacts that are hidden`,
    secrets: { '/AuthCode': 'the code that the registrar gives its owner' },
    reversible: false,
    example: {
      DomainName: 'shop.example',
      AdminContact: { ...contact },
      RegistrantContact: { ...contact },
      TechContact: { ...contact },
      AuthCode: 'an-example-only',
      DurationInYears: 1,
    },
  }),
  domains({
    operation: 'DisableDomainTransferLock',
    groups: ['destruction'],
    values: { DomainName },
    resource: domain,
    say: ({ DomainName: name }) => sentence`Let domain ${name} be moved to another registrar`,
    reversible: true,
    example: { DomainName: 'shop.example' },
  }),
  gateway({
    operation: 'UpdateRestApi',
    iamName: 'PATCH',
    groups: ['network-exposure', 'code-change', 'privilege-escalation'],
    values: {
      restApiId,
      // IAM calls every change so. The one that others come in by is the API's policy.
      patchOperations: z
        .array(
          z.strictObject({
            op: z.literal('replace'),
            path: z.literal('/policy'),
            value: policyDocument('resource', 8_192, everything),
          }),
        )
        .length(1),
    },
    required: ['patchOperations'],
    resource: api,
    say: ({ restApiId: id, patchOperations: [change] = [{}] }, { account }) =>
      sentence`Replace who may call API ${id}: ${sayPolicy(change?.value ?? '', { kind: 'resource', everything }, account)}`,
    reversible: true,
    ...apiPolicy,
    example: {
      ...exampleApi,
      patchOperations: [
        {
          op: 'replace',
          path: '/policy',
          value:
            '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-central-1:111122223333:a1b2c3d4e5/*"}]}',
        },
      ],
    },
  }),
  gateway({
    operation: 'PutRestApi',
    iamName: 'PUT',
    groups: ['network-exposure', 'code-change'],
    values: { restApiId, mode: z.enum(['merge', 'overwrite']), body: base64Text() },
    required: ['mode'],
    resource: api,
    say: ({ restApiId: id, mode, body }) =>
      sentence`${mode === 'overwrite' ? 'Replace' : 'Add to'} what API ${id} answers, by: ${beginningOf(textIn(body) ?? body)}`,
    reversible: true,
    example: { ...exampleApi, mode: 'merge', body: 'eyJvcGVuYXBpIjoiMy4wLjEifQ==' },
  }),
  gateway({
    operation: 'DeleteRestApi',
    iamName: 'DELETE',
    groups: ['destruction'],
    values: { restApiId },
    resource: api,
    say: ({ restApiId: id }) => sentence`Delete API ${id} with all its stages`,
    reversible: false,
    example: exampleApi,
  }),
  mail({
    operation: 'CreateEmailIdentity',
    groups: ['resource-creation', 'persistence'],
    values: {
      EmailIdentity: matching(
        '(?:[!-?A-~]+@)?(?:[a-z0-9-]+\\.)+[a-z0-9-]{2,63}',
        320,
        'must be a domain or an address',
      ),
    },
    // A private key that somebody else has.
    without: ['DkimSigningAttributes'],
    resource: 'arn:{partition}:ses:{region}:{account}:identity/{EmailIdentity}',
    say: ({ EmailIdentity }) =>
      sentence`Prepare to send mail from ${EmailIdentity}, once its owner confirms it`,
    reversible: true,
    example: { EmailIdentity: 'shop.example' },
  }),
];
