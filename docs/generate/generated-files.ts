import { clientTypes, type Description } from './client-types.ts';
import { fileSchemas } from './file-schemas.ts';
import { openapi } from './openapi.ts';
import { slackPage } from './slack-page.ts';

export interface GeneratedFile {
  /** From the root of the repository. */
  path: string;
  text: string;
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** Everything that is made from the code's own schemas. */
export function generatedFiles(): GeneratedFile[] {
  const description = openapi();
  return [
    { path: 'docs/openapi.json', text: json(description) },
    { path: 'docs/slack.md', text: slackPage() },
    { path: 'clients/sdk/generated/api.ts', text: clientTypes(description as Description) },
    ...Object.entries(fileSchemas()).map(([name, schema]) => ({
      path: `docs/schemas/${name}.schema.json`,
      text: json(schema),
    })),
  ];
}
