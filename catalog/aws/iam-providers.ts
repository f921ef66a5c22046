import type { IAM } from '@aws-sdk/client-iam';
import { sha256 } from '../../core/lib/digest.ts';
import { operationsOf } from '../define-operation.ts';
import { nameIn, sentence } from '../sentence.ts';
import { arnOf } from '../values/arn.ts';
import { matching, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { atLeastOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { openIdProvider, openIdThumbprints, samlProvider } from './iam-looks.ts';

const define = operationsOf<IAM>({ prefix: 'iam' });

const host = '[a-z0-9-]+(?:[.][a-z0-9-]+)+(?:/[A-Za-z0-9_.-]+)*';
const samlProviderArn = arnOf(
  'iam',
  'saml-provider/[A-Za-z0-9_.-]{1,128}',
  'arn:aws:iam::111122223333:saml-provider/staff',
);
const openIdProviderArn = arnOf(
  'iam',
  `oidc-provider/${host}`,
  'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
);
const thumbprints = distinct(matching('[0-9a-f]{40}', 40, 'must be 40 hexadecimal digits in lower case')).max(
  5,
);
const secrets = { '/AddPrivateKey': 'a private key' };

const exampleSaml = 'arn:aws:iam::111122223333:saml-provider/staff';
const exampleOpenId = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
const exampleMetadata = '<EntityDescriptor entityID="https://idp.example.com"/>';
const exampleThumbprint = '0123456789abcdef0123456789abcdef01234567';

/** Whose word is taken for who somebody is: whoever controls a provider reaches every role that trusts it. */
export const iamProviderActions = [
  define({
    operation: 'CreateSAMLProvider',
    groups: ['privilege-escalation', 'persistence'],
    values: { Name: matching('[A-Za-z0-9_.-]+', 128) },
    resource: 'arn:{partition}:iam::{account}:saml-provider/{Name}',
    say: ({ Name, SAMLMetadataDocument }) =>
      sentence`Let roles trust whoever signs in by the SAML metadata with SHA-256 ${sha256(SAMLMetadataDocument)}, as provider ${Name}`,
    secrets,
    reversible: true,
    example: { Name: 'staff', SAMLMetadataDocument: exampleMetadata },
  }),
  define({
    operation: 'UpdateSAMLProvider',
    groups: ['privilege-escalation', 'persistence'],
    values: { SAMLProviderArn: samlProviderArn },
    rules: [
      atLeastOne('SAMLMetadataDocument', 'AssertionEncryptionMode', 'AddPrivateKey', 'RemovePrivateKey'),
    ],
    resource: '{SAMLProviderArn}',
    say: ({ SAMLProviderArn, SAMLMetadataDocument: metadata, AddPrivateKey }) => {
      const trusted = metadata
        ? `Let whoever signs in by the SAML metadata with SHA-256 ${sha256(metadata)} reach the roles that trust`
        : 'Change how sign-ins are decrypted by';
      const key = AddPrivateKey ? ', and give it another private key' : '';
      return sentence`${trusted} provider ${nameIn(SAMLProviderArn)}${key}`;
    },
    secrets,
    reversible: true,
    ...samlProvider,
    example: { SAMLProviderArn: exampleSaml, SAMLMetadataDocument: exampleMetadata },
  }),
  define({
    operation: 'CreateOpenIDConnectProvider',
    groups: ['privilege-escalation', 'persistence'],
    values: {
      Url: matching(`https://${host}`, 255, 'must be a URL such as https://token.example.com, in lower case'),
      ClientIDList: distinct(text(255)).max(100),
      ThumbprintList: thumbprints,
    },
    required: ['ClientIDList'],
    resource: 'arn:{partition}:iam::{account}:oidc-provider/{Provider}',
    names: ({ Url }) => ({ Provider: Url.replace('https://', '') }),
    say: ({ Url, ClientIDList = [] }) =>
      sentence`Let roles trust whoever ${Url} signs in for ${listed(ClientIDList, { most: 10 })}`,
    reversible: true,
    example: { Url: 'https://token.actions.githubusercontent.com', ClientIDList: ['sts.amazonaws.com'] },
  }),
  define({
    operation: 'AddClientIDToOpenIDConnectProvider',
    groups: ['privilege-escalation', 'persistence'],
    values: { OpenIDConnectProviderArn: openIdProviderArn, ClientID: text(255) },
    resource: '{OpenIDConnectProviderArn}',
    say: ({ OpenIDConnectProviderArn, ClientID }) =>
      sentence`Let whoever ${nameIn(OpenIDConnectProviderArn)} signs in for ${ClientID} reach the roles that trust it`,
    reversible: true,
    ...openIdProvider,
    example: { OpenIDConnectProviderArn: exampleOpenId, ClientID: 'deploy' },
  }),
  define({
    operation: 'UpdateOpenIDConnectProviderThumbprint',
    groups: ['privilege-escalation', 'persistence'],
    values: { OpenIDConnectProviderArn: openIdProviderArn, ThumbprintList: thumbprints },
    resource: '{OpenIDConnectProviderArn}',
    say: ({ OpenIDConnectProviderArn, ThumbprintList }) =>
      sentence`Trust sign-ins of ${nameIn(OpenIDConnectProviderArn)} from servers with certificate ${listed(ThumbprintList, { most: 5 })}, and no others`,
    reversible: true,
    ...openIdThumbprints,
    example: { OpenIDConnectProviderArn: exampleOpenId, ThumbprintList: [exampleThumbprint] },
  }),
  define({
    operation: 'DeleteSAMLProvider',
    groups: ['destruction'],
    values: { SAMLProviderArn: samlProviderArn },
    resource: '{SAMLProviderArn}',
    say: ({ SAMLProviderArn }) =>
      sentence`Let nobody sign in by provider ${nameIn(SAMLProviderArn)}: delete it`,
    reversible: false,
    example: { SAMLProviderArn: exampleSaml },
  }),
  define({
    operation: 'DeleteOpenIDConnectProvider',
    groups: ['destruction'],
    values: { OpenIDConnectProviderArn: openIdProviderArn },
    resource: '{OpenIDConnectProviderArn}',
    say: ({ OpenIDConnectProviderArn }) =>
      sentence`Let nobody sign in by provider ${nameIn(OpenIDConnectProviderArn)}: delete it`,
    reversible: false,
    example: { OpenIDConnectProviderArn: exampleOpenId },
  }),
];
