import {
  DeleteRolePolicyCommand,
  type IAMClient,
  LimitExceededException,
  ListRolePoliciesCommand,
  NoSuchEntityException,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { canonicalJson } from '../../core/lib/json.ts';

/** A policy in a role, that denies. */
export interface Denial {
  name: string;
  text: string;
}

/** Its text: it denies all, under one condition. */
export const denying = (Condition: object): string =>
  canonicalJson({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', Condition }],
  });

/** The policies that stand in one role itself. */
export interface RolePolicies {
  list: () => Promise<readonly string[]>;
  /** `full`: IAM takes no more characters in this role. */
  put: (policy: Denial) => Promise<'put' | 'full'>;
  /** One that is not there is removed. */
  remove: (name: string) => Promise<void>;
}

export const policiesOf = (iam: IAMClient, RoleName: string): RolePolicies => ({
  async list() {
    const names: string[] = [];
    for (let Marker: string | undefined, more = true; more; ) {
      const page = await iam.send(new ListRolePoliciesCommand({ RoleName, ...(Marker && { Marker }) }));
      names.push(...(page.PolicyNames ?? []));
      Marker = page.Marker;
      more = page.IsTruncated === true;
    }
    return names;
  },
  async put({ name: PolicyName, text: PolicyDocument }) {
    try {
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
      return 'put';
    } catch (error) {
      if (error instanceof LimitExceededException) return 'full';
      throw error;
    }
  },
  async remove(PolicyName) {
    try {
      await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    } catch (error) {
      if (!(error instanceof NoSuchEntityException)) throw error;
    }
  },
});
