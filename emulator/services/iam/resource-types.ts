import { z } from 'zod';
import {
  generatedName,
  type Identity,
  named,
  noEffect,
  policyDocument,
  resourceType,
  tags,
} from '../../template/resource-type.ts';

const inlinePolicies = z
  .array(z.strictObject({ PolicyName: z.string(), PolicyDocument: policyDocument }))
  .optional();

const arn = (kind: string) => (name: string, at: Identity) =>
  `arn:${at.partition}:iam::${at.account}:${kind}/${name}`;

export const resourceTypes = {
  'AWS::IAM::Role': resourceType({
    properties: z.strictObject({
      RoleName: z.string().optional(),
      AssumeRolePolicyDocument: policyDocument,
      Policies: inlinePolicies,
      ManagedPolicyArns: z.array(z.string()).optional(),
      PermissionsBoundary: z.string().optional(),
      Path: z.literal('/').optional(),
      Description: noEffect('for people'),
      MaxSessionDuration: noEffect('roles are assumed by roles, and those get an hour at most'),
      Tags: tags,
    }),
    name: named('RoleName', 64),
    attributes: {
      Arn: arn('role'),
      RoleId: (name, at) => `AROA${generatedName({ ...at, logicalId: name })}`,
    },
  }),
  'AWS::IAM::Policy': resourceType({
    properties: z.strictObject({
      PolicyName: z.string(),
      PolicyDocument: policyDocument,
      Roles: z.array(z.string()).optional(),
    }),
    name: (_, property) => String(property('PolicyName')),
    attributes: {},
  }),
  'AWS::IAM::ManagedPolicy': resourceType({
    properties: z.strictObject({
      ManagedPolicyName: z.string().optional(),
      PolicyDocument: policyDocument,
      Roles: z.array(z.string()).optional(),
      Description: noEffect('for people'),
      Path: z.literal('/').optional(),
      Tags: tags,
    }),
    name: named('ManagedPolicyName', 128),
    ref: arn('policy'),
    attributes: { PolicyArn: arn('policy') },
  }),
};
