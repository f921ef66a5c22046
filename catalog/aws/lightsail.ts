import type { Lightsail } from '@aws-sdk/client-lightsail';
import type { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { namedIn, sentence } from '../sentence.ts';
import { arnOf } from '../values/arn.ts';
import { matching } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { ipv4Range, ipv6Range } from '../values/ip-range.ts';
import { listed } from '../values/widest-first.ts';

const define = operationsOf<Lightsail>({ prefix: 'lightsail' });
const serviceCatalog = operationsOf<ServiceCatalog>({ prefix: 'servicecatalog' });

const name = matching('[a-zA-Z0-9][a-zA-Z0-9_.-]*', 255);
/** IAM knows a thing by its id, and these calls by its name. */
const at = 'arn:{partition}:lightsail:{region}:{account}';
const port = z.int().min(-1).max(65_535);

export const lightsailActions = [
  define({
    operation: 'GetInstanceAccessDetails',
    groups: ['remote-access', 'credential-issue'],
    values: { instanceName: name, protocol: z.enum(['ssh', 'rdp']) },
    required: ['protocol'],
    resource: `${at}:Instance/*`,
    say: ({ instanceName, protocol = '' }) =>
      sentence`Issue a key or password that opens machine ${instanceName} of Lightsail by ${protocol}`,
    readOnly: true,
    reversible: false,
    example: { instanceName: 'blog', protocol: 'ssh' },
  }),
  define({
    operation: 'DownloadDefaultKeyPair',
    groups: ['secret-read', 'remote-access'],
    resource: `${at}:*`,
    say: () => 'Read the private key that opens every machine of Lightsail that has no key of its own',
    readOnly: true,
    reversible: false,
    example: {},
  }),
  define({
    operation: 'CreateBucketAccessKey',
    groups: ['credential-issue', 'persistence'],
    values: { bucketName: name },
    resource: `${at}:Bucket/*`,
    say: ({ bucketName }) =>
      sentence`Issue a key without an end that reads and writes bucket ${bucketName} of Lightsail`,
    reversible: true,
    example: { bucketName: 'blog-images' },
  }),
  define({
    operation: 'GetRelationalDatabaseMasterUserPassword',
    groups: ['secret-read'],
    values: {
      relationalDatabaseName: name,
      passwordVersion: z.enum(['CURRENT', 'PREVIOUS', 'PENDING']),
    },
    resource: `${at}:RelationalDatabase/*`,
    say: ({ relationalDatabaseName, passwordVersion = 'CURRENT' }) =>
      sentence`Read the ${passwordVersion} password of the main user of database ${relationalDatabaseName} of Lightsail`,
    readOnly: true,
    reversible: false,
    example: { relationalDatabaseName: 'blog-database', passwordVersion: 'PREVIOUS' },
  }),
  define({
    operation: 'OpenInstancePublicPorts',
    groups: ['network-exposure'],
    values: {
      instanceName: name,
      portInfo: z.strictObject({
        protocol: z.enum(['all', 'tcp', 'udp', 'icmp', 'icmpv6']),
        fromPort: port,
        toPort: port,
        cidrs: distinct(ipv4Range).optional(),
        ipv6Cidrs: distinct(ipv6Range).optional(),
        cidrListAliases: distinct(z.literal('lightsail-connect')).optional(),
      }),
    },
    resource: `${at}:Instance/*`,
    say: ({ instanceName, portInfo }) => {
      const { protocol, fromPort, toPort, cidrs = [], ipv6Cidrs = [], cidrListAliases = [] } = portInfo;
      const from = [...cidrs, ...ipv6Cidrs, ...cidrListAliases];
      return sentence`Open machine ${instanceName} of Lightsail to ${from.length === 0 ? 'anyone' : listed(from)}: ${protocol ?? 'all'} ${fromPort ?? ''}-${toPort ?? ''}`;
    },
    reversible: true,
    example: { instanceName: 'blog', portInfo: { protocol: 'tcp', fromPort: 22, toPort: 22 } },
  }),
  serviceCatalog({
    operation: 'ProvisionProduct',
    groups: ['resource-creation', 'privilege-escalation', 'cost'],
    values: {
      ProvisionedProductName: name,
      ProductId: matching('prod-[a-z0-9]{13}', 18, 'must be the id of a product'),
      ProvisioningArtifactId: matching('pa-[a-z0-9]{13}', 16, 'must be the id of a version'),
      PathId: matching('lpv[0-9]-[a-z0-9]{13}', 20, 'must be the id of a path'),
      NotificationArns: distinct(
        arnOf('sns', '[\\w-]{1,256}', 'arn:aws:sns:eu-central-1:111122223333:products'),
      ).max(5),
    },
    required: ['ProductId', 'ProvisioningArtifactId'],
    // Names can be given to others while people decide.
    without: ['ProductName', 'ProvisioningArtifactName', 'PathName', 'AcceptLanguage'],
    resource: 'arn:{partition}:catalog:{region}:{account}:product/{ProductId}',
    say: (parameters, { account }) => {
      const {
        ProvisionedProductName,
        ProductId = '',
        ProvisioningArtifactId = '',
        NotificationArns,
      } = parameters;
      const told = NotificationArns
        ? `, telling ${listed(NotificationArns.map((arn) => namedIn(arn, account)))}`
        : '';
      return sentence`Launch product ${ProductId}, version ${ProvisioningArtifactId}, as ${ProvisionedProductName}, with the role of whoever offers it${told}`;
    },
    reversible: true,
    example: {
      ProvisionedProductName: 'reporting-account',
      ProductId: 'prod-abcdzk7xy33qa',
      ProvisioningArtifactId: 'pa-4abcdjnxjj6ne',
      ProvisioningParameters: [{ Key: 'Size', Value: 'small' }],
    },
  }),
];
