import type { RequestView, Timing } from '@countersign/client';
import type { Directory } from '../../../core/directory/directory.ts';
import type { PublicKey } from '../../../core/lib/signature.ts';
import type { Loaded } from '../../../infra/loaded.ts';
import type { Config } from '../../../infra/settings-schema.ts';
import type { Aws } from './aws/aws.ts';
import type { Deployment } from './deployment.ts';
import { type Finding, skipped } from './finding.ts';
import type { SelfTest, SelfTestClient } from './self-test.ts';
import type { Slack } from './slack/slack.ts';

/** One thing that a deployment has to be able to do. */
export interface Check {
  name: string;
  /** How it finds out, in a line: whoever doubts it can look there. */
  how: string;
  /** What it throws is a finding too: see `run-checks.ts`. */
  run(context: Context): Promise<Finding>;
}

export interface Context {
  deployment: Deployment;
  /** What no stack prints, of the file that was deployed. */
  settings: Loaded<RoleSettings>;
  agent: SelfTestClient;
  /** Asks people once, however many checks wait for what they decide. */
  selfTest: () => Promise<SelfTest>;
  aws: Aws;
  /** Those that may have signed the trail, as the API publishes them. */
  publicKeys: () => Promise<readonly PublicKey[]>;
  slack: Slack;
  /** Of the policies that were deployed. */
  directory: Loaded<Directory>;
  timing: Pick<Timing, 'now' | 'sleep'>;
}

export type RoleSettings = Pick<
  Config,
  'accounts' | 'agentRolePatterns' | 'passableRoles' | 'assumableRoles' | 'digestCopy' | 'slack'
>;

/** For a check of what follows from a click. */
export const onceDecided =
  (run: (context: Context, request: RequestView) => Promise<Finding>): Check['run'] =>
  async (context) => {
    const test = await context.selfTest();
    return test.kind === 'decided'
      ? run(context, test.request)
      : skipped('Nobody has decided the self-test.', 'Mend a-person-decides first.');
  };
