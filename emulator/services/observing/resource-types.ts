import { z } from 'zod';
import {
  arnOf,
  generatedName,
  named,
  noEffect,
  type ResourceType,
  resourceType,
  tags,
} from '../../template/resource-type.ts';

/** Types that watch or query and that no function can feel. Their properties are not read. */
const unread = (reason: string): ResourceType =>
  resourceType({ properties: z.unknown().describe(reason), name: generatedName, attributes: {} });

export const resourceTypes = {
  'AWS::Logs::LogGroup': resourceType({
    properties: z.strictObject({
      LogGroupName: z.string().optional(),
      LogGroupClass: noEffect('a price class'),
      KmsKeyId: noEffect('logs are printed, not kept'),
      RetentionInDays: noEffect('logs are printed, not kept'),
      Tags: tags,
    }),
    name: named('LogGroupName', 512),
    attributes: { Arn: arnOf('logs', (name) => `log-group:${name}:*`) },
  }),
  'AWS::CloudTrail::Trail': unread('whoever plays the accounts writes what is called there'),
  'AWS::Logs::MetricFilter': unread('a metric for operators'),
  'AWS::Logs::QueryDefinition': unread('a saved query for operators'),
  'AWS::Logs::ResourcePolicy': unread('lets services write logs that are not kept here'),
  'AWS::Athena::WorkGroup': resourceType({
    properties: z.unknown().describe('queries run in AWS over the sealed objects'),
    name: named('Name', 128),
    attributes: {},
  }),
  'AWS::Athena::NamedQuery': unread('queries run in AWS over the sealed objects'),
  'AWS::Glue::Database': unread('a catalog for Athena'),
  'AWS::Glue::Table': unread('a catalog for Athena'),
  'AWS::CDK::Metadata': unread('counts the constructs in use'),
};
