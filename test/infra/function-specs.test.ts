import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { env as watchEnv } from '../../functions/api/watch/env.ts';
import type { FunctionSpec } from '../../functions/shared/function-spec.ts';
import { functionSpecs } from '../../functions/specs.ts';

const root = new URL('../../', import.meta.url);
const folders = readdirSync(new URL('functions', root), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('/index.ts'))
  .map((path) => `functions/${path.slice(0, -'/index.ts'.length)}`);
const specs = Object.entries(functionSpecs).map(([folder, spec]) => ({ folder, spec }));

describe('functions/specs.ts', () => {
  it('has every folder that holds a Lambda', () => {
    expect(folders.length).toBeGreaterThanOrEqual(9);
    expect(Object.keys(functionSpecs).sort()).toEqual(folders.sort());
  });

  it.each(specs)('has the spec of $folder under that folder', async ({ folder, spec }) => {
    expect(spec).toBe((await import(new URL(`${folder}/spec.ts`, root).href)).spec);
  });

  it('has no name twice, and none that does not fit into the name of a role', () => {
    const names = specs.map(({ spec }) => spec.name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.filter((name) => !/^[a-z][a-z-]{0,13}$/.test(name))).toEqual([]);
  });

  it('has no route twice', () => {
    const routes = specs.flatMap(({ spec }) => Object.keys(spec.routes ?? {}));
    expect(routes.filter((route, index) => routes.indexOf(route) !== index)).toEqual([]);
  });
});

describe('a spec', () => {
  it.each(specs)('fills what the env.ts of $folder needs, and nothing that it does not know', async (one) => {
    const { env } = (await import(new URL(`${one.folder}/env.ts`, root).href)) as { env: z.ZodObject };
    const given = Object.keys(one.spec.environment);
    const needed = env.safeParse({}).error?.issues.map(({ path }) => String(path[0])) ?? [];
    expect(needed.filter((name) => !given.includes(name))).toEqual([]);
    expect(given.filter((name) => !(name in env.shape))).toEqual([]);
  });

  it.each(specs.filter(({ folder }) => folder.startsWith('functions/api/')))(
    'lists the routes that the handler of $folder answers',
    async ({ folder, spec }) => {
      const { routes } = (await import(new URL(`${folder}/handler.ts`, root).href)) as {
        routes: (...ports: object[]) => object;
      };
      expect(Object.keys(spec.routes ?? {}).sort()).toEqual(Object.keys(routes({}, {})).sort());
    },
  );

  it('does not compile with a variable missing, or with one that its env.ts does not know', () => {
    type Environment = FunctionSpec<typeof watchEnv>['environment'];
    // @ts-expect-error TABLE_NAME is missing.
    const missing: Environment = {};
    const unknown: Environment = {
      TABLE_NAME: { resource: 'tableName' },
      // @ts-expect-error The function knows no such variable.
      TABEL_NAME: { resource: 'tableName' },
    };
    const empty: Environment = {
      // @ts-expect-error No resource of a deployment is called so.
      TABLE_NAME: { resource: 'tabelName' },
    };
    expect([missing, unknown, empty]).toHaveLength(3);
  });
});
