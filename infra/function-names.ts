/** Every Lambda that is deployed: a folder of `functions/` each. */
export const functionNames = [
  'submit',
  'watch',
  'withdraw',
  'report',
  'ask',
  'slack',
  'relay',
  'conclude',
  'seal',
] as const;

export type FunctionName = (typeof functionNames)[number];
export type Bundles = Readonly<Record<FunctionName, string>>;
