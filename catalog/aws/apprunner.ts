import type { AppRunner } from '@aws-sdk/client-apprunner';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { inTurn, namedIn, sentence } from '../sentence.ts';
import { arnOf } from '../values/arn.ts';
import { matching } from '../values/aws-values.ts';
import { holds } from '../values/holds.ts';
import { imageByDigest } from '../values/pinned.ts';
import { moreThan } from '../values/which-of.ts';
import { briefImage } from './ecs-containers.ts';

const define = operationsOf<AppRunner>({ prefix: 'apprunner' });

const pinned = holds(
  z.object({
    SourceConfiguration: z
      .object({ ImageRepository: z.object({ ImageIdentifier: imageByDigest }).optional() })
      .optional(),
  }),
  'Name the image by its digest: repository@sha256:…, because a tag can be moved to another image',
);

interface Source {
  ImageRepository?: { ImageIdentifier?: string; ImageConfiguration?: object };
  CodeRepository?: { RepositoryUrl?: string; SourceCodeVersion?: { Type?: string; Value?: string } };
  AuthenticationConfiguration?: { AccessRoleArn?: string; ConnectionArn?: string };
  AutoDeploymentsEnabled?: boolean;
}

/** "from main of https://… as it stands then, read by role access" */
function saySource(source: Source, ownAccount: string): string {
  const { ImageRepository: image, CodeRepository: code, AuthenticationConfiguration, ...rest } = source;
  const { AccessRoleArn, ...more } = AuthenticationConfiguration ?? {};
  return inTurn(
    [
      image === undefined ? '' : ` from ${sayImage(image)}`,
      code === undefined ? '' : ` from ${sayCode(code)}`,
      AccessRoleArn === undefined ? '' : `, fetched by ${namedIn(AccessRoleArn, ownAccount)}`,
      further({ ...more, ...rest }),
    ],
    '',
  );
}

const sayImage = ({ ImageIdentifier = '', ...rest }: NonNullable<Source['ImageRepository']>): string =>
  `${briefImage(ImageIdentifier)}${further(rest)}`;

function sayCode({
  RepositoryUrl,
  SourceCodeVersion,
  ...rest
}: NonNullable<Source['CodeRepository']>): string {
  const { Type, Value, ...more } = SourceCodeVersion ?? {};
  return `${Type} ${Value} of ${RepositoryUrl} as it stands then${further({ ...rest, ...more })}`;
}

interface Service {
  InstanceConfiguration?: { InstanceRoleArn?: string };
  NetworkConfiguration?: { IngressConfiguration?: { IsPubliclyAccessible?: boolean } };
}

function sayService({ InstanceConfiguration, NetworkConfiguration }: Service, ownAccount: string): string {
  const { InstanceRoleArn, ...size } = InstanceConfiguration ?? {};
  const { IngressConfiguration = {}, ...network } = NetworkConfiguration ?? {};
  const { IsPubliclyAccessible: isPublic } = IngressConfiguration;
  return inTurn(
    [
      InstanceRoleArn === undefined ? '' : ` as ${namedIn(InstanceRoleArn, ownAccount)}`,
      isPublic ? ', open to the internet' : isPublic === false ? ', closed to the internet' : '',
      further({ ...size, ...network }),
    ],
    '',
  );
}

const passes = [
  '/InstanceConfiguration/InstanceRoleArn',
  '/SourceConfiguration/AuthenticationConfiguration/AccessRoleArn',
];
const code = '/SourceConfiguration/CodeRepository/CodeConfiguration/CodeConfigurationValues';
const container = '/SourceConfiguration/ImageRepository/ImageConfiguration';
/** Commands and variables decide what runs; the secrets are names of secrets. */
const shown = [code, container].flatMap((place) =>
  ['BuildCommand', 'StartCommand', 'RuntimeEnvironmentVariables', 'RuntimeEnvironmentSecrets'].map(
    (name) => `${place}/${name}`,
  ),
);
const image = {
  ImageIdentifier:
    '111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  ImageRepositoryType: 'ECR',
} as const;
const arn = 'arn:aws:apprunner:eu-central-1:111122223333:service/shop/0123456789abcdef0123456789abcdef';

export const appRunnerActions = [
  define({
    operation: 'CreateService',
    groups: ['resource-creation', 'network-exposure', 'lateral-movement'],
    resource: 'arn:{partition}:apprunner:{region}:{account}:service/{ServiceName}/*',
    values: { ServiceName: matching('[A-Za-z0-9][A-Za-z0-9_-]{3,39}', 40) },
    rules: [pinned],
    say: (service, { account }) => {
      const open = service.NetworkConfiguration === undefined ? ', open to the internet' : '';
      return sentence`Run a web service ${service.ServiceName}${sayService(service, account)}${open},${saySource(service.SourceConfiguration, account)}`;
    },
    passes,
    shown,
    reversible: true,
    example: { ServiceName: 'shop', SourceConfiguration: { ImageRepository: image } },
  }),
  define({
    operation: 'UpdateService',
    groups: ['code-change', 'network-exposure', 'lateral-movement'],
    resource: '{ServiceArn}',
    values: { ServiceArn: arnOf('apprunner', 'service/[A-Za-z0-9][A-Za-z0-9_-]{3,39}/[0-9a-f]{32}', arn) },
    rules: [pinned, moreThan('ServiceArn')],
    say: (service, { account }) =>
      sentence`Change web service ${namedIn(service.ServiceArn, account)}${sayService(service, account)}${service.SourceConfiguration === undefined ? '' : `,${saySource(service.SourceConfiguration, account)}`}`,
    passes,
    shown,
    reversible: true,
    example: { ServiceArn: arn, SourceConfiguration: { ImageRepository: image } },
  }),
];
