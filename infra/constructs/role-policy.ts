import { Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { PolicyDocument } from '../../catalog/generate/policy-document.ts';

export interface RolePolicyProps {
  name: string;
  /** IAM takes no new one for a policy that is there: with this name, another one could not be deployed. */
  description: string;
  document: PolicyDocument;
}

/** As it was measured: the CDK's own class would rewrite it. Named, for by its name it is closed to agents. */
export class RolePolicy extends iam.CfnManagedPolicy {
  constructor(scope: Construct, id: string, { name, description, document }: RolePolicyProps) {
    super(scope, id, { managedPolicyName: name, description, policyDocument: document });
    for (const found of starsIn(document)) {
      Validations.of(this).acknowledge({
        id: `AwsSolutions-IAM5[${found}]`,
        reason:
          'What is signed is known later: each session is narrowed to it. A test holds the stars at what policies let run.',
      });
    }
  }
}

/** In what is allowed, as cdk-nag names them. */
const starsIn = (document: PolicyDocument): string[] =>
  document.Statement.filter(({ Effect }) => Effect === 'Allow')
    .flatMap((statement) => ('Action' in statement ? statement.Action : []))
    .filter((action) => action.includes('*'))
    .map((action) => `Action::${action}`)
    .concat(resourcesWithStars(document));

const resourcesWithStars = ({ Statement }: PolicyDocument): string[] =>
  Statement.filter(({ Effect }) => Effect === 'Allow')
    .flatMap((statement) => ('Resource' in statement ? statement.Resource : []))
    .filter((resource) => resource.includes('*'))
    .map((resource) => `Resource::${resource}`);
