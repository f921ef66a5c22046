import { z } from 'zod';
import {
  fingerprint,
  generatedName,
  type Identity,
  named,
  noEffect,
  resourceType,
  tags,
} from '../../template/resource-type.ts';

const shortId = (length: number) => (at: Identity) =>
  BigInt(`0x${fingerprint(at)}`)
    .toString(36)
    .slice(0, length);

export const resourceTypes = {
  'AWS::ApiGatewayV2::Api': resourceType({
    properties: z.strictObject({
      Name: z.string(),
      ProtocolType: z.literal('HTTP'),
      Description: noEffect('for people'),
      DisableExecuteApiEndpoint: z.literal(false).optional(),
      IpAddressType: noEffect('the endpoint listens on loopback'),
      Tags: tags,
    }),
    name: shortId(10),
    attributes: {
      ApiId: (id) => id,
      ApiEndpoint: (id, at) => `https://${id}.execute-api.${at.region}.amazonaws.com`,
    },
  }),
  'AWS::ApiGatewayV2::DomainName': resourceType({
    properties: z.strictObject({
      DomainName: z.string(),
      DomainNameConfigurations: noEffect('no name is resolved here: the endpoint listens on loopback'),
      Tags: tags,
    }),
    name: named('DomainName', 255),
    attributes: {
      RegionalDomainName: (_, at) => `d-${shortId(10)(at)}.execute-api.${at.region}.amazonaws.com`,
      RegionalHostedZoneId: () => 'Z0LOCAL',
    },
  }),
  'AWS::ApiGatewayV2::ApiMapping': resourceType({
    properties: z.strictObject({ ApiId: z.string(), DomainName: z.string(), Stage: z.literal('$default') }),
    name: generatedName,
    attributes: { ApiMappingId: (name) => name },
  }),
  'AWS::ApiGatewayV2::Stage': resourceType({
    properties: z.strictObject({
      ApiId: z.string(),
      StageName: z.literal('$default'),
      AutoDeploy: z.literal(true),
      AccessLogSettings: noEffect('access logs are for operators; the runtime prints what it serves'),
      DefaultRouteSettings: noEffect('throttling shields a shared service; this one has one user'),
      Description: noEffect('for people'),
      RouteSettings: noEffect('throttling shields a shared service; this one has one user'),
      Tags: tags,
    }),
    name: (_, property) => String(property('StageName')),
    attributes: {},
  }),
  'AWS::ApiGatewayV2::Integration': resourceType({
    properties: z.strictObject({
      ApiId: z.string(),
      Description: noEffect('for people'),
      IntegrationType: z.literal('AWS_PROXY'),
      IntegrationUri: z.string(),
      PayloadFormatVersion: z.literal('2.0'),
      TimeoutInMillis: z.number().max(30_000).default(30_000),
    }),
    name: shortId(7),
    attributes: { IntegrationId: (id) => id },
  }),
  'AWS::ApiGatewayV2::Route': resourceType({
    properties: z.strictObject({
      ApiId: z.string(),
      RouteKey: z.string(),
      AuthorizationType: z.enum(['AWS_IAM', 'NONE']).default('NONE'),
      Target: z.string().startsWith('integrations/'),
    }),
    name: generatedName,
    attributes: { RouteId: (id) => id },
  }),
};
