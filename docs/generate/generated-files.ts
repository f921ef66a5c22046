import { openapi } from './openapi.ts';

export interface GeneratedFile {
  /** From the root of the repository. */
  path: string;
  text: string;
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** Everything that is made from the code's own schemas. */
export const generatedFiles = (): GeneratedFile[] => [{ path: 'docs/openapi.json', text: json(openapi()) }];
