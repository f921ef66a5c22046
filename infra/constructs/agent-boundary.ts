import { Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { PolicyDocument } from '../../catalog/generate/policy-document.ts';
import { apiDenial } from '../api-denial.ts';
import { iamNameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';

export interface AgentBoundaryProps {
  config: Config;
  document: PolicyDocument;
  /** Where the API is, in whose account alone it can be changed. */
  apiId?: string;
}

/** Attached to nothing here: agents' roles are not ours. The CDK's own class would rewrite what was measured. */
export class AgentBoundary extends iam.CfnManagedPolicy {
  constructor(scope: Construct, id: string, { config, document, apiId }: AgentBoundaryProps) {
    super(scope, id, {
      managedPolicyName: iamNameOf(config, 'agent-boundary'),
      // IAM takes no new description for a policy that is there: with this name, another one could not be deployed.
      description: 'Countersign: what agents cannot do by themselves, because they must ask for it',
      policyDocument: {
        ...document,
        Statement: [...document.Statement, ...(apiId === undefined ? [] : [apiDenial(apiId)])],
      },
    });
    for (const wide of ['Action::*', 'Resource::*']) {
      Validations.of(this).acknowledge({
        id: `AwsSolutions-IAM5[${wide}]`,
        reason:
          "A boundary grants nothing: what it leaves open is still up to each role's own policies, and what it denies is exact.",
      });
    }
  }
}
