import type { Need } from '@countersign/emulator';
import type { JsonObject } from '../../../core/lib/json.ts';
import {
  done,
  notHere,
  type Operation,
  type Outcome,
  type Place,
  type Refused,
  refused,
  timeOf,
} from './operation.ts';
import { service } from './service.ts';

interface Role {
  trust: string;
  attached: Set<string>;
  /** As the policy was written. */
  inline: Map<string, string>;
}

interface State {
  roles: Map<string, Role>;
  /** Access key ids by user. */
  users: Map<string, string[]>;
}

type Iam = Operation<State>;

const ofLambda = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

const roleArn = (name: unknown, { account }: Place): string => `arn:aws:iam::${account}:role/${name}`;
const onRole =
  (action: string) =>
  ({ RoleName, PolicyArn, PermissionsBoundary }: JsonObject, at: Place): Need[] => {
    const resource = roleArn(RoleName, at);
    // The one that is put on, or that is there.
    const boundary = PermissionsBoundary ?? at.stackRoles.boundaryOf(resource);
    const context = {
      ...(PolicyArn === undefined ? {} : { 'iam:PolicyARN': String(PolicyArn) }),
      ...(boundary === undefined ? {} : { 'iam:PermissionsBoundary': String(boundary) }),
    };
    return [{ action, resource, context }];
  };

const noEntity = (message: string): Refused => refused('NoSuchEntity', message, 404);

/** IAM writes documents percent-encoded. */
const written = (document: string): string => encodeURIComponent(document);

/** An operation on a role that is there. */
const withRole = (
  name: string,
  reads: readonly string[],
  answer: (role: Role, input: JsonObject, at: Place) => Outcome,
): Iam => ({
  reads: ['RoleName', ...reads],
  needs: onRole(`iam:${name}`),
  answer(input, { roles }, at) {
    const found = String(input.RoleName);
    const role = roles.get(found) ?? (at.stackRoles.has(roleArn(found, at)) ? emptyRole() : undefined);
    if (!role) return noEntity(`The role with name ${found} cannot be found.`);
    roles.set(found, role);
    return answer(role, input, at);
  },
});

/** What the template says of a role of the account's stack is not told here. */
const emptyRole = (): Role => ({ trust: ofLambda, attached: new Set(), inline: new Map() });

/** A role of the account's stack is judged by it from now on. */
const writeIntoStack = ({ RoleName, PolicyName }: JsonObject, at: Place, document: unknown) =>
  at.stackRoles.has(roleArn(RoleName, at))
    ? at.stackRoles.setInlinePolicy(roleArn(RoleName, at), String(PolicyName), document)
    : ({ ok: true } as const);

const malformed = refused('MalformedPolicyDocument', 'Syntax errors in policy.');
const isJsonObject = (text: unknown): boolean => /^\s*\{/.test(String(text)) && parses(String(text));

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Of what PowerUserAccess and the like say nothing is known here, so that only their names are attached. */
const attached = withRole('ListAttachedRolePolicies', ['MaxItems'], (role) =>
  done({
    AttachedPolicies: [...role.attached].map((PolicyArn) => ({
      PolicyName: PolicyArn.split('/').at(-1) ?? '',
      PolicyArn,
    })),
    IsTruncated: false,
  }),
);

export const iam = service<State>({
  create: ({ roles, users }) => ({
    roles: new Map(
      roles.map(({ name, attached: arns = [], inline = {} }) => [
        name,
        {
          trust: ofLambda,
          attached: new Set(arns),
          inline: new Map(Object.entries(inline).map(([policy, text]) => [policy, JSON.stringify(text)])),
        },
      ]),
    ),
    users: new Map(users.map((name) => [name, []])),
  }),
  show: ({ roles }) =>
    [...roles].map(([name, { attached, inline }]) => ({
      name: `role ${name}`,
      of: 'policies',
      has: [
        ...[...attached].map((arn) => ({ name: arn.split('/').at(-1) ?? arn })),
        ...[...inline].map(([policy, document]) => ({ name: policy, document })),
      ],
    })),
  operations: {
    GetRole: withRole('GetRole', [], ({ trust }, { RoleName }, at) =>
      done({
        Role: {
          Path: '/',
          RoleName: String(RoleName),
          RoleId: `AROA${Buffer.from(String(RoleName)).toString('hex').toUpperCase().padEnd(17, '0').slice(0, 17)}`,
          Arn: roleArn(RoleName, at),
          CreateDate: '2026-01-01T00:00:00Z',
          AssumeRolePolicyDocument: written(trust),
          MaxSessionDuration: 3_600,
        },
      }),
    ),
    ListAttachedRolePolicies: attached,
    AttachRolePolicy: withRole('AttachRolePolicy', ['PolicyArn'], (role, { PolicyArn }) => {
      role.attached.add(String(PolicyArn));
      return done();
    }),
    DetachRolePolicy: withRole('DetachRolePolicy', ['PolicyArn'], (role, { PolicyArn }) =>
      role.attached.delete(String(PolicyArn)) ? done() : noEntity(`Policy ${PolicyArn} was not found.`),
    ),
    ListRolePolicies: withRole('ListRolePolicies', ['Marker', 'MaxItems'], ({ inline }) =>
      done({ PolicyNames: [...inline.keys()], IsTruncated: false }),
    ),
    GetRolePolicy: withRole('GetRolePolicy', ['PolicyName'], (role, { RoleName, PolicyName }) => {
      const document = role.inline.get(String(PolicyName));
      return document === undefined
        ? noEntity(`The role policy with name ${PolicyName} cannot be found.`)
        : done({
            RoleName: String(RoleName),
            PolicyName: String(PolicyName),
            PolicyDocument: written(document),
          });
    }),
    PutRolePolicy: withRole('PutRolePolicy', ['PolicyName', 'PolicyDocument'], (role, input, at) => {
      const { PolicyName, PolicyDocument: text } = input;
      if (!isJsonObject(text)) return malformed;
      const put = writeIntoStack(input, at, JSON.parse(String(text)));
      if (!put.ok) return notHere(put.problems.join('; '));
      role.inline.set(String(PolicyName), String(text));
      return done();
    }),
    DeleteRolePolicy: withRole('DeleteRolePolicy', ['PolicyName'], (role, input, at) => {
      if (!role.inline.delete(String(input.PolicyName)))
        return noEntity(`The role policy with name ${input.PolicyName} cannot be found.`);
      writeIntoStack(input, at, undefined);
      return done();
    }),
    UpdateAssumeRolePolicy: withRole(
      'UpdateAssumeRolePolicy',
      ['PolicyDocument'],
      (role, { PolicyDocument: text }) => {
        if (!isJsonObject(text)) return malformed;
        role.trust = String(text);
        return done();
      },
    ),
    PutRolePermissionsBoundary: withRole(
      'PutRolePermissionsBoundary',
      ['PermissionsBoundary'],
      (_, { RoleName, PermissionsBoundary }, at) => {
        const put = at.stackRoles.setBoundary(roleArn(RoleName, at), String(PermissionsBoundary));
        return put.ok ? done() : notHere(put.problems.join('; '));
      },
    ),
    CreateAccessKey: {
      reads: ['UserName'],
      needs: ({ UserName }, { account }) => [
        { action: 'iam:CreateAccessKey', resource: `arn:aws:iam::${account}:user/${UserName}` },
      ],
      answer({ UserName }, { users }, at) {
        const keys = users.get(String(UserName));
        if (!keys) return noEntity(`The user with name ${UserName} cannot be found.`);
        if (keys.length === 2)
          return refused('LimitExceeded', 'Cannot exceed quota for AccessKeysPerUser: 2', 409);
        const AccessKeyId = `AKIA${at.newId(16).toUpperCase()}`;
        keys.push(AccessKeyId);
        return done({
          AccessKey: {
            UserName: String(UserName),
            AccessKeyId,
            Status: 'Active',
            SecretAccessKey: at.newId(40),
            CreateDate: timeOf(at.now),
          },
        });
      },
    },
  },
});
