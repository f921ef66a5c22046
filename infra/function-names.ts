/** Every Lambda that is deployed, by its folder in `functions/`. */
export const functionFolders = {
  submit: 'api/submit',
  watch: 'api/watch',
  withdraw: 'api/withdraw',
  report: 'api/report',
  ask: 'workflow/ask',
  slack: 'slack/interact',
  relay: 'streams/relay',
  conclude: 'workflow/conclude',
  seal: 'streams/seal',
} as const;

export type FunctionName = keyof typeof functionFolders;
export type Bundles = Readonly<Record<FunctionName, string>>;

export const functionNames = Object.keys(functionFolders) as FunctionName[];
