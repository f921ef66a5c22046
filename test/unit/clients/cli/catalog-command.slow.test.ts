import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import { customActionsSchema } from '../../../../catalog/custom/custom-action.ts';
import { catalogDocs } from '../../../../catalog/generate/docs/catalog-docs.ts';
import { catalogCommand } from '../../../../clients/cli/catalog/command.ts';
import { caughtTerminal } from '../../../support/caught-terminal.ts';

/** Made once: it reads what AWS publishes of every service. */
const docs = catalogDocs(catalogWith());

describe('docs/catalog.md', () => {
  it('has every action, with its groups explained', () => {
    const { index, pages } = docs;
    for (const { action, groups } of catalogWith().entries) {
      expect(pages.get(action.split(':')[0] ?? '')).toContain(`\n## ${action}\n`);
      for (const group of groups) expect(index).toContain(`| \`${group}\` `);
    }
    for (const text of [index, ...pages.values()]) expect(text).not.toMatch(/undefined|\[object/);
  });

  it('leads to the page of every service, and says how many of its operations nobody has described', () => {
    const { index, pages } = catalogDocs(catalogWith(), 'ours');
    for (const service of pages.keys()) expect(index).toContain(`| [${service}](ours/${service}.md) `);
    expect(pages.get('rds')).toContain('[The catalog](../ours.md)');
    expect(index).toMatch(/^\| omics +\| 0 +\| [1-9]\d+ +\|$/m);
    expect(index).toMatch(/^\| \[terraform\]\(ours\/terraform\.md\) +\| 1 +\| 0 +\|$/m);
  });

  it('has no page that is too long to read', () => {
    for (const [service, page] of docs.pages) expect(page.split('\n').length, service).toBeLessThan(3_000);
  });

  it('names every parameter that is needed, and counts the rest where nobody would read them', () => {
    const { pages } = docs;
    const line = (action: string): string | undefined => {
      const [service = ''] = action.split(':');
      const section = pages.get(service)?.split(`\n## ${action}\n`)[1];
      return section?.split('\n').find((one) => one.startsWith('- parameters: '));
    };
    expect(line('iam:AttachRolePolicy')).toBe('- parameters: **RoleName**, **PolicyArn**');
    expect(line('rds:ModifyDBInstance')).toMatch(
      /^- parameters: \*\*DBInstanceIdentifier\*\*, and \d\d more: `npx countersign catalog show rds:ModifyDBInstance`$/,
    );
  });

  it('keeps the words of a sentence words', () => {
    const actions = customActionsSchema.parse({
      actions: [
        {
          action: 'ship:release',
          sentence: 'Ship <b>*{what}*</b> [now](x)',
          parameters: { what: { type: 'string' } },
          resource: '{what}',
          groups: ['code-change'],
          reversible: true,
          example: { what: 'shop' },
        },
      ],
    });
    const page = catalogDocs(catalogWith(actions)).pages.get('ship');
    expect(page).toContain('> Ship \\<b\\>\\*shop\\*\\</b\\> \\[now\\](x)\n');
  });
});

describe('countersign catalog docs', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'catalog-'));
    await mkdir(join(folder, 'policies'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const run = async (...options: string[]): Promise<{ code: number; lines: string[] }> => {
    const answer = { code: 0, lines: [] as string[] };
    const terminal = {
      out: () => {},
      err: (text: string) => void answer.lines.push(text),
      exitWith: (code: number) => {
        answer.code = code;
      },
    };
    const here = ['--policies', join(folder, 'policies'), '--page', join(folder, 'docs/catalog.md')];
    await catalogCommand(terminal).parseAsync(['docs', ...here, ...options], { from: 'user' });
    return answer;
  };
  const page = (file = 'catalog.md') => readFile(join(folder, 'docs', file), 'utf8');

  it('writes the page, and finds it right until something changes', async () => {
    expect((await run('--check')).code).toBe(1);
    expect((await run()).code).toBe(0);
    expect(await page()).toBe(docs.index);
    for (const [service, text] of docs.pages) expect(await page(`catalog/${service}.md`)).toBe(text);
    expect((await run('--check')).code).toBe(0);
    await writeFile(join(folder, 'docs/catalog.md'), 'another page');
    const { code, lines } = await run('--check');
    expect(code).toBe(1);
    expect(lines).toEqual([
      `${join(folder, 'docs/catalog.md')} is not what the catalog says. Run \`npx countersign catalog docs\` with the same options, and commit it.`,
    ]);
    expect(await page()).toBe('another page');
  });

  it('takes away the page of a service that is there no longer, and nothing that it has not written', async () => {
    await run();
    const gone = join(folder, 'docs/catalog/gone.md');
    await writeFile(gone, (await page('catalog/rds.md')).replaceAll('rds', 'gone'));
    await writeFile(join(folder, 'docs/catalog/notes.md'), 'Our own notes.');
    const { code, lines } = await run('--check');
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringContaining(`${gone} is not what the catalog says.`)]);
    await run();
    expect((await run('--check')).code).toBe(0);
    await expect(page('catalog/gone.md')).rejects.toThrow('ENOENT');
    expect(await page('catalog/notes.md')).toBe('Our own notes.');
  });

  it('has the actions of the deployment', async () => {
    const actions = `actions:
      - { action: "ship:release", sentence: "Ship {what}", parameters: { what: { type: string } }, resource: "{what}",
          groups: [code-change], reversible: true, example: { what: shop } }`;
    await writeFile(join(folder, 'policies/actions.yaml'), actions);
    expect((await run()).code).toBe(0);
    expect(await page()).toContain('[ship](catalog/ship.md)');
    expect(await page('catalog/ship.md')).toContain('## ship:release');
  });

  it('says which folder is not there, and where in which file a mistake is', async () => {
    const missing = join(folder, 'polices');
    expect(await run('--policies', missing)).toEqual({
      code: 1,
      lines: [`${missing} is not there: --policies names the folder`],
    });
    const file = join(folder, 'policies/actions.yaml');
    await writeFile(file, 'actions:\n  - { action: Deploy }');
    const { code, lines } = await run();
    expect(code).toBe(1);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => !line.startsWith(`${file}:2:`))).toEqual([]);
  });

  it.each(['actions: [', 'actions: [{ action: "iam:x" }]', '5'])(
    'stops at a bad file of actions: %s',
    async (text) => {
      await writeFile(join(folder, 'policies/actions.yaml'), text);
      expect((await run()).code).toBe(1);
      await expect(page()).rejects.toThrow('ENOENT');
    },
  );
});

describe('countersign catalog for people', () => {
  const run = async (...args: string[]) => {
    const { said, terminal } = caughtTerminal();
    await catalogCommand(terminal).parseAsync(args, { from: 'user' });
    const { out, err, code } = said;
    return { out, err, code };
  };
  const all = catalogWith().entries.map(({ action }) => action);

  it('lists every action, or those of a group', async () => {
    const { out } = await run('list');
    for (const action of all) expect(out).toMatch(new RegExp(`^${action} `, 'm'));
    const reads = await run('list', '--group', 'read');
    expect(reads.out).toContain('rds:DescribeDBInstances');
    expect(reads.out).not.toContain('iam:AttachRolePolicy');
    const listed: { action: string }[] = JSON.parse((await run('list', '--json')).out);
    expect(listed.map(({ action }) => action)).toEqual(expect.arrayContaining(all));
  });

  it('names the near group, or those that there are', async () => {
    expect(await run('list', '--group', 'data-exprt')).toEqual({
      out: '',
      err: 'There is no group data-exprt. Did you mean data-export?\n',
      code: 1,
    });
    expect((await run('list', '--group', 'nothing')).err).toContain('There are: audit-tampering, ');
  });

  it('finds actions by all of the words, wherever they stand', async () => {
    const { out } = await run('search', 'Snapshot', 'data-export');
    expect(out).toContain('rds:ModifyDBSnapshotAttribute');
    expect(out).not.toContain('iam:');
    expect((await run('search', 'no such thing')).code).toBe(1);
  });

  it.each(all)('shows how to ask for %s, with an example that a shell can take', async (action) => {
    const { out, code } = await run('show', action);
    expect(code).toBe(0);
    const entry = catalogWith().find(action);
    for (const name of Object.keys(entry?.example.parameters ?? {}))
      expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect(out).toContain(`npx countersign request ${action} `);
    expect(out).not.toMatch(/undefined|\[object/);
  });

  it('names the near action', async () => {
    const { err, code } = await run('show', 'iam:AttachRolPolicy');
    expect(err).toBe('There is no action iam:AttachRolPolicy. Did you mean iam:AttachRolePolicy?\n');
    expect(code).toBe(1);
  });
});
