import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface StackFixture {
  environment?: string;
  template: object;
  /** Object key in the assets bucket to the name of a file or folder in the assembly. */
  assets?: Record<string, string>;
}

/** Writes a `cdk.out` as the CDK would, without the CDK. */
export function writeAssembly(stacks: Record<string, StackFixture>): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  const write = (file: string, content: object) => writeFileSync(join(folder, file), JSON.stringify(content));
  const artifacts: Record<string, object> = { Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } } };
  for (const [
    name,
    { environment = 'aws://unknown-account/unknown-region', template, assets },
  ] of Object.entries(stacks)) {
    const templateFile = `${name}.template.json`;
    artifacts[name] = { type: 'aws:cloudformation:stack', environment, properties: { templateFile } };
    artifacts[`${name}.assets`] = { type: 'cdk:asset-manifest', properties: { file: `${name}.assets.json` } };
    write(templateFile, template);
    const files = Object.entries(assets ?? {}).map(([objectKey, path]) => [
      objectKey,
      { source: { path }, destinations: { here: { objectKey } } },
    ]);
    write(`${name}.assets.json`, { files: Object.fromEntries(files) });
  }
  write('manifest.json', { version: '55.0.0', artifacts });
  return folder;
}

/** A Lambda bundle in an assembly: `index.mjs` in a folder of its own. */
export function writeBundle(folder: string, name: string, source: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'index.mjs'), source);
}
