import type { RolePolicies } from '../../iam/authority.ts';
import { NotImplementedLocally } from '../../lib/not-implemented-locally.ts';
import type { Resource, Resources } from '../../template/read-template.ts';
import { awsManagedPolicies } from './aws-managed-policies.ts';
import type { resourceTypes } from './resource-types.ts';

type Types = typeof resourceTypes;
type Document = RolePolicies['policies'][number];

/** Each role with everything that stands for it: written in it, attached to it, or managed elsewhere. */
export function rolesOf(resources: Resources<Types>): RolePolicies[] {
  const managed = resources.all('AWS::IAM::ManagedPolicy');
  const attached = [...resources.all('AWS::IAM::Policy'), ...managed];
  return resources.all('AWS::IAM::Role').map((role) => ({
    arn: role.attribute('Arn'),
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

const document = (name: string, { PolicyDocument }: { PolicyDocument: unknown }): Document => ({
  name,
  document: PolicyDocument,
});

function managedDocument(
  role: Resource<Types['AWS::IAM::Role']>,
  arn: string,
  managed: Resource<Types['AWS::IAM::ManagedPolicy']>[],
): Document {
  const own = managed.find(({ ref }) => ref === arn);
  if (own) return document(own.path, own.properties);
  const known = awsManagedPolicies[arn];
  if (!known) throw new NotImplementedLocally(`${role.path}: managed policy ${arn}`);
  return { name: arn, document: known };
}
