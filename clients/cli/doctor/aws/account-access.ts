import { z } from 'zod';
import { once } from '../../../../core/lib/once.ts';

/** An account that a function of ours was not let into, and what AWS said. */
export interface ShutOut {
  account: string;
  why: string;
}

export interface AccountAccess {
  /** Who may assume the role of this name, as JSON; undefined where there is no such role in this account. */
  trustOf: (roleName: string) => Promise<string | undefined>;
  /** How often `revoke` was called since then, and the accounts that did not let it in, each as last heard of. */
  shutOut: (logGroup: string, since: Date) => Promise<{ calls: number; accounts: readonly ShutOut[] }>;
}

const entrySchema = z.union([
  z.object({ type: z.literal('platform.report') }),
  z.object({
    code: z.literal('denials-not-removed'),
    account: z.string(),
    error: z.object({ message: z.string() }),
  }),
]);

export function createAccountAccess(region: string): AccountAccess {
  const openIam = once(async () => {
    const sdk = await import('@aws-sdk/client-iam');
    return { ...sdk, client: new sdk.IAMClient({ region }) };
  });
  const openLogs = once(async () => {
    const sdk = await import('@aws-sdk/client-cloudwatch-logs');
    return { ...sdk, client: new sdk.CloudWatchLogsClient({ region }) };
  });
  return {
    async trustOf(RoleName) {
      const { client, GetRoleCommand, NoSuchEntityException } = await openIam();
      try {
        const { Role } = await client.send(new GetRoleCommand({ RoleName }));
        return decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
      } catch (error) {
        if (error instanceof NoSuchEntityException) return undefined;
        throw error;
      }
    },
    async shutOut(logGroupName, since) {
      const { client, paginateFilterLogEvents } = await openLogs();
      const found = new Map<string, string>();
      let calls = 0;
      const pages = paginateFilterLogEvents(
        { client },
        {
          logGroupName,
          startTime: since.getTime(),
          filterPattern: '{ $.type = "platform.report" || $.code = "denials-not-removed" }',
        },
      );
      for await (const { events = [] } of pages) {
        for (const { message = '' } of events) {
          const entry = entrySchema.safeParse(JSON.parse(message));
          if (!entry.success) continue;
          if ('type' in entry.data) calls += 1;
          else found.set(entry.data.account, entry.data.error.message);
        }
      }
      return { calls, accounts: [...found].map(([account, why]) => ({ account, why })) };
    },
  };
}
