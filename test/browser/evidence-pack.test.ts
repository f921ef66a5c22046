import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { frameworks } from '../../clients/cli/audit/report/frameworks/frameworks.ts';
import { reportCommand } from '../../clients/cli/audit/report/report.ts';
import type { VerifyAudit } from '../../clients/cli/audit/report/verification.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { seededTrail, writeTrail } from '../support/seeded-trail.ts';
import { brokenRules } from './broken-rules.ts';
import { launchBrowser } from './open-page.ts';

const withoutVerifier: VerifyAudit = async () => ({
  kind: 'not-verified',
  why: 'This pack was made without a verifier.',
});

capturedOutput();

const folder = mkdtempSync(join(tmpdir(), 'pack-'));
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
  writeTrail((await seededTrail()).trail, folder);
});
afterAll(() => browser?.close());

async function openPack(
  framework: string,
  verifyAudit = withoutVerifier,
): Promise<{ page: Page; asked: string[] }> {
  // A pack replaces nothing.
  const out = join(mkdtempSync(join(folder, `${framework}-`)), 'pack');
  const terminal = { out: () => {}, err: () => {}, exitWith: () => {} };
  const span = ['--from', '2026-01-05', '--to', '2026-01-07'];
  await reportCommand({
    terminal,
    verifyAudit,
    now: () => '2026-01-08T09:00:00.000Z',
  }).parseAsync(['--framework', framework, '--dir', folder, '-o', out, ...span], { from: 'user' });
  const page = await browser.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(join(out, 'index.html')).href);
  return { page, asked };
}

describe.each(Object.keys(frameworks))('the pack for %s', (framework) => {
  test('breaks no rule of accessibility that a machine can judge, and loads nothing beside itself', async () => {
    const { page, asked } = await openPack(framework);
    expect(await brokenRules(page)).toEqual([]);
    expect(asked).toHaveLength(1);
    await page.close();
  });
});

test('every link and every wide table is reached by the keyboard', async () => {
  const { page } = await openPack('soc2');
  await page.keyboard.press('Tab');
  expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('To the overview');
  const reachable = await page.locator('a[href], [tabindex="0"]').count();
  const reached = new Set<string>();
  for (let step = 0; step < reachable; step += 1) {
    reached.add(
      await page.evaluate<string>(
        '[...document.querySelectorAll("*")].indexOf(document.activeElement).toString()',
      ),
    );
    await page.keyboard.press('Tab');
  }
  expect(reached.size).toBe(reachable);
  await page.close();
});

test('on paper nothing of what the verifier found is cut off', async () => {
  const detail = `It has 12 bytes of SHA-256 ${'a'.repeat(64)}; signed are 13 of ${'b'.repeat(64)}. `.repeat(
    3,
  );
  const { page } = await openPack('soc2', async () => ({
    ...{ kind: 'verified', ok: false, verdict: `NOT VERIFIED: ${detail}`, report: { faults: [{ detail }] } },
  }));
  await page.emulateMedia({ media: 'print' });
  // A4 across, without its margins.
  await page.setViewportSize({ width: 1_031, height: 700 });
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(1_031);
  await page.close();
});

test('on paper each control begins a page', async () => {
  const { page } = await openPack('soc2');
  await page.emulateMedia({ media: 'print' });
  const breaks = await page.evaluate<string[]>(
    '[...document.querySelectorAll("section")].map((one) => getComputedStyle(one).breakBefore)',
  );
  expect(breaks).toHaveLength(9);
  expect(new Set(breaks)).toEqual(new Set(['page']));
  await page.close();
});
