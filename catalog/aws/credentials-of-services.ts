import type { AppSync } from '@aws-sdk/client-appsync';
import type { Connect } from '@aws-sdk/client-connect';
import type { GameLift } from '@aws-sdk/client-gamelift';
import type { Grafana } from '@aws-sdk/client-grafana';
import type { LicenseManager } from '@aws-sdk/client-license-manager';
import type { MediaPackage } from '@aws-sdk/client-mediapackage';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { sentence } from '../sentence.ts';
import { matching, text, uuid } from '../values/aws-values.ts';
import { shortName } from '../values/short-name.ts';

const appSync = operationsOf<AppSync>({ prefix: 'appsync' });
const connect = operationsOf<Connect>({ prefix: 'connect' });
const gameLift = operationsOf<GameLift>({ prefix: 'gamelift' });
const grafana = operationsOf<Grafana>({ prefix: 'grafana' });
const licenses = operationsOf<LicenseManager>({ prefix: 'license-manager' });
const media = operationsOf<MediaPackage>({ prefix: 'mediapackage' });

const FleetId = shortName('gamelift', 'fleet/', `fleet-${uuid}`, 'fleet-…');
const computeName = matching('[a-zA-Z0-9-]+', 128);
const fleet = 'arn:{partition}:gamelift:{region}:{account}:fleet/{FleetId}';
const exampleFleet = { FleetId: 'fleet-1234abcd-12ab-34cd-56ef-1234567890ab' };
const channel = 'arn:{partition}:mediapackage:{region}:{account}:channels/*';
const Id = matching('[0-9a-zA-Z_-]+', 256);

/** Credentials of services that few have, each of which opens something by itself. */
export const serviceCredentialActions = [
  appSync({
    operation: 'CreateApiKey',
    groups: ['credential-issue', 'network-exposure'],
    values: { apiId: matching('[a-z0-9]{26}', 26, 'must be the id of an API'), expires: z.int().positive() },
    resource: 'arn:{partition}:appsync:{region}:{account}:*',
    say: ({ apiId, expires }) =>
      sentence`Issue a key that lets whoever has it call API ${apiId}, until ${expires === undefined ? 'seven days from then' : new Date(expires * 1_000).toISOString()}`,
    reversible: true,
    example: { apiId: 'abcdefghijklmnopqrstuvwxyz', expires: 1_769_904_000 },
  }),
  connect({
    operation: 'GetFederationToken',
    groups: ['credential-issue'],
    values: { InstanceId: matching(uuid, 36, 'must be the id of an instance') },
    resource: 'arn:{partition}:connect:{region}:{account}:instance/{InstanceId}',
    say: ({ InstanceId }) => sentence`Issue a token that signs in to contact centre ${InstanceId}`,
    reversible: false,
    example: { InstanceId: '1234abcd-12ab-34cd-56ef-1234567890ab' },
  }),
  gameLift({
    operation: 'GetComputeAccess',
    groups: ['credential-issue', 'remote-access'],
    values: { FleetId, ComputeName: computeName },
    resource: fleet,
    say: ({ FleetId: id, ComputeName }) =>
      sentence`Issue credentials that open a shell on ${ComputeName} of fleet ${id}`,
    reversible: false,
    example: { ...exampleFleet, ComputeName: 'game-server-1' },
  }),
  gameLift({
    operation: 'GetComputeAuthToken',
    groups: ['credential-issue'],
    values: { FleetId, ComputeName: computeName },
    resource: fleet,
    say: ({ FleetId: id, ComputeName }) =>
      sentence`Issue a token by which a machine passes for ${ComputeName} of fleet ${id}`,
    reversible: false,
    example: { ...exampleFleet, ComputeName: 'game-server-1' },
  }),
  gameLift({
    operation: 'GetInstanceAccess',
    groups: ['credential-issue', 'remote-access'],
    values: { FleetId, InstanceId: matching('i-[0-9a-f]{17}', 19, 'must be the id of one instance') },
    resource: fleet,
    say: ({ FleetId: id, InstanceId }) =>
      sentence`Issue a key or password that opens ${InstanceId} of fleet ${id}`,
    reversible: false,
    example: { ...exampleFleet, InstanceId: 'i-0123456789abcdef0' },
  }),
  gameLift({
    operation: 'RequestUploadCredentials',
    groups: ['credential-issue'],
    values: { BuildId: shortName('gamelift', 'build/', `build-${uuid}`, 'build-…') },
    resource: 'arn:{partition}:gamelift:{region}:{account}:build/{BuildId}',
    say: ({ BuildId }) => sentence`Issue credentials that upload the code of ${BuildId}`,
    reversible: false,
    example: { BuildId: 'build-1234abcd-12ab-34cd-56ef-1234567890ab' },
  }),
  grafana({
    operation: 'CreateWorkspaceApiKey',
    groups: ['credential-issue', 'persistence'],
    values: {
      workspaceId: matching('g-[0-9a-f]{10}', 12, 'must be the id of a workspace'),
      keyName: text(100),
      keyRole: z.enum(['VIEWER', 'EDITOR', 'ADMIN']),
      secondsToLive: z.int().min(1).max(2_592_000),
    },
    resource: 'arn:{partition}:grafana:{region}:{account}:/workspaces/{workspaceId}',
    say: ({ workspaceId, keyRole, keyName, secondsToLive }) =>
      sentence`Issue a key that is ${keyRole} of Grafana workspace ${workspaceId} for ${secondsToLive} s, as ${keyName}`,
    reversible: true,
    example: { workspaceId: 'g-0123456789', keyName: 'export', keyRole: 'VIEWER', secondsToLive: 3_600 },
  }),
  licenses({
    operation: 'GetAccessToken',
    groups: ['credential-issue'],
    values: { Token: text(4_096) },
    // IAM asks for no resource.
    resource: 'arn:{partition}:license-manager:{region}:{account}:*',
    say: () => 'Turn a refresh token of a license into an access token for an hour',
    secrets: { '/Token': 'a token' },
    reversible: false,
    example: { Token: 'an-example-only' },
  }),
  media({
    operation: 'RotateChannelCredentials',
    groups: ['credential-issue', 'destruction'],
    values: { Id },
    // IAM knows a channel by another id.
    resource: channel,
    say: ({ Id: id }) =>
      sentence`Issue new passwords for what is sent to video channel ${id}, and end those that are in use`,
    reversible: false,
    example: { Id: 'shop-live' },
  }),
  media({
    operation: 'RotateIngestEndpointCredentials',
    groups: ['credential-issue', 'destruction'],
    values: { Id, IngestEndpointId: Id },
    resource: channel,
    say: ({ Id: id, IngestEndpointId }) =>
      sentence`Issue a new password of endpoint ${IngestEndpointId} of video channel ${id}, and end the one that is in use`,
    reversible: false,
    example: { Id: 'shop-live', IngestEndpointId: '1234abcd12ab34cd56ef1234567890ab' },
  }),
];
