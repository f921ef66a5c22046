/** `npm run cost`: computes the tables of docs/cost.md from the synthesized templates in cdk.out. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { functionSpecs } from '../../functions/specs.ts';
import { costTables, withTables } from './cost-tables.ts';

const root = new URL('../../', import.meta.url);
const assembly = new URL('cdk.out/', root);
const resources = readdirSync(assembly)
  .filter((name) => name.endsWith('.template.json'))
  .flatMap((name) => {
    const template = JSON.parse(readFileSync(new URL(name, assembly), 'utf8')) as {
      Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }>;
    };
    return Object.values(template.Resources).map(({ Type, Properties = {} }) => ({
      type: Type,
      properties: Properties,
    }));
  });
const page = new URL('docs/cost.md', root);
const tables = await costTables(resources, Object.values(functionSpecs));
writeFileSync(page, withTables(readFileSync(page, 'utf8'), tables));
