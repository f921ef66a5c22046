import type { Config } from './settings-schema.ts';

/** Where agents act: the accounts that the settings list, and Countersign's own. */
export const actingAccounts = (home: string, { accounts }: Pick<Config, 'accounts'>): string[] => [
  ...new Set([home, ...Object.keys(accounts)]),
];
