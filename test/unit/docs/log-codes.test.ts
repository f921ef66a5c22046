import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { logEvents } from '../../../functions/shared/log-events.ts';

const root = new URL('../../../', import.meta.url);

describe('docs/log-codes.md', () => {
  it('lists every code with its level and message, and no other', () => {
    const page = readFileSync(new URL('docs/log-codes.md', root), 'utf8');
    const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (\w+) \| [^|]+ \| ([^|]+) \|/gm)];
    expect(rows.map(([, code, level, message]) => [code, [level, message]])).toEqual(
      Object.entries(logEvents),
    );
  });
});

describe('a function', () => {
  const files = readdirSync(new URL('functions/', root), { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && path !== 'shared/telemetry.ts',
  );

  it('logs nothing without a code', () => {
    const withoutCode = files.filter((path) =>
      /\b(logger\.(debug|info|warn|error|critical)|console\.\w+)\(/.test(
        readFileSync(new URL(`functions/${path}`, root), 'utf8'),
      ),
    );
    expect(files.length).toBeGreaterThan(40);
    expect(withoutCode).toEqual([]);
  });

  it('logs each code somewhere', () => {
    const all = files.map((path) => readFileSync(new URL(`functions/${path}`, root), 'utf8')).join('');
    expect(Object.keys(logEvents).filter((code) => !all.includes(`log('${code}'`))).toEqual([]);
  });
});
