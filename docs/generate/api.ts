import { contract as answer } from '../../functions/api/answer/contract.ts';
import { contract as credentials } from '../../functions/api/credentials/contract.ts';
import { contract as keys } from '../../functions/api/keys/contract.ts';
import { contract as report } from '../../functions/api/report/contract.ts';
import { contract as run } from '../../functions/api/run/contract.ts';
import { contract as submit } from '../../functions/api/submit/contract.ts';
import { contract as watch } from '../../functions/api/watch/contract.ts';
import { contract as withdraw } from '../../functions/api/withdraw/contract.ts';
import type { ApiContract } from '../../functions/shared/http/route-contract.ts';

/** Every route of the API, but for Slack's. */
export const api = {
  ...submit,
  ...watch,
  ...answer,
  ...withdraw,
  ...run,
  ...credentials,
  ...report,
  ...keys,
} as const satisfies ApiContract;
