import type { PolicyText, RolePolicies } from '../../iam/authority.ts';
import { NotImplementedLocally } from '../../lib/not-implemented-locally.ts';
import type { Resource, Resources } from '../../template/read-template.ts';
import { awsManagedPolicies } from './aws-managed-policies.ts';
import type { resourceTypes } from './resource-types.ts';

type Types = typeof resourceTypes;
type Role = Resource<Types['AWS::IAM::Role']>;
type Managed = Resource<Types['AWS::IAM::ManagedPolicy']>[];

/** Each role with everything that stands for it: written in it, attached to it, or managed elsewhere. */
export function rolesOf(resources: Resources<Types>): RolePolicies[] {
  const managed = resources.all('AWS::IAM::ManagedPolicy');
  const attached = [...resources.all('AWS::IAM::Policy'), ...managed];
  return resources.all('AWS::IAM::Role').map((role) => ({
    arn: role.attribute('Arn'),
    trust: {
      name: `${role.path}/AssumeRolePolicyDocument`,
      document: role.properties.AssumeRolePolicyDocument,
    },
    ...boundaryOf(role, managed),
    policies: [
      ...(role.properties.Policies ?? []).map((policy) =>
        document(`${role.path}/${policy.PolicyName}`, policy),
      ),
      ...attached
        .filter(({ properties }) => properties.Roles?.includes(role.name))
        .map(({ path, properties }) => document(path, properties)),
      ...(role.properties.ManagedPolicyArns ?? []).map((arn) => managedDocument(role, arn, managed)),
    ],
  }));
}

/** What stands in a stack as a managed policy, by its ARN. */
export const managedIn = (resources: Resources<Types>): Map<string, PolicyText> =>
  new Map(
    resources
      .all('AWS::IAM::ManagedPolicy')
      .map((own) => [own.ref, { ...document(own.path, own.properties), arn: own.ref }]),
  );

function boundaryOf(role: Role, managed: Managed): Pick<RolePolicies, 'boundary'> {
  const { PermissionsBoundary: arn } = role.properties;
  return arn === undefined ? {} : { boundary: managedDocument(role, arn, managed) };
}

const document = (name: string, { PolicyDocument }: { PolicyDocument: unknown }): PolicyText => ({
  name,
  document: PolicyDocument,
});

function managedDocument(role: Role, arn: string, managed: Managed): PolicyText {
  const own = managed.find(({ ref }) => ref === arn);
  if (own) return { ...document(own.path, own.properties), arn };
  const known = awsManagedPolicies[arn];
  if (!known) throw new NotImplementedLocally(`${role.path}: managed policy ${arn}`);
  return { name: arn, document: known };
}
