import type { Step } from '../state.ts';
import { account } from './account.ts';
import { data } from './data.ts';
import { iam } from './iam.ts';
import { machines } from './machines.ts';
import { secretsAndMessages } from './secrets-and-messages.ts';
import { watching } from './watching.ts';
import { workloads } from './workloads.ts';

/** What has to be there before the catalog's example of an action can succeed. Nothing, for those that are not here. */
export const given: Readonly<Record<string, readonly Step[]>> = {
  ...iam,
  ...account,
  ...data,
  ...secretsAndMessages,
  ...machines,
  ...workloads,
  ...watching,
};
