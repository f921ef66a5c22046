import { NotImplementedLocally } from '../../lib/not-implemented-locally.ts';
import type { Deployment, Resource } from '../../template/read-template.ts';
import type { RoleSpec } from '../resources.ts';
import { awsManagedPolicies } from './aws-managed-policies.ts';

type Document = RoleSpec['policies'][number];

/** Each role with everything that stands for it: written in it, attached to it, or managed elsewhere. */
export function rolesOf(deployment: Deployment): RoleSpec[] {
  const managed = deployment.all('AWS::IAM::ManagedPolicy');
  const attached = [...deployment.all('AWS::IAM::Policy'), ...managed];
  return deployment.all('AWS::IAM::Role').map((role) => ({
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
  role: Resource<'AWS::IAM::Role'>,
  arn: string,
  managed: Resource<'AWS::IAM::ManagedPolicy'>[],
): Document {
  const own = managed.find(({ ref }) => ref === arn);
  if (own) return document(own.path, own.properties);
  const known = awsManagedPolicies[arn];
  if (!known) throw new NotImplementedLocally(`${role.path}: managed policy ${arn}`);
  return { name: arn, document: known };
}
