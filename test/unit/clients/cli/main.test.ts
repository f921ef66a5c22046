import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const countersign = (...words: string[]) => {
  const { PATH = '', HOME = '' } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['clients/cli/main.ts', ...words], {
    encoding: 'utf8',
    env: { PATH, HOME },
  });
  return { status, stdout, errors: stderr.trimEnd().split('\n') };
};

describe('a command line that cannot be understood', () => {
  it.each<[string[], string[]]>([
    [['agent'], ["error: unknown command 'agent'", 'See npx countersign --help.']],
    [['requst'], ["error: unknown command 'requst'", '(Did you mean request?)']],
    [
      ['catalog', 'show'],
      [expect.stringContaining("'action'"), 'See npx countersign catalog show --help.'],
    ],
    [
      ['audit', 'verify', '--bucket', 's3://audit', '--dir', 'copy'],
      [
        "error: option '--dir <folder>' cannot be used with option '--bucket <s3://name>'",
        'See npx countersign audit verify --help.',
      ],
    ],
  ])('%j is told with where to read on, and does nothing', (words, errors) => {
    expect(countersign(...words)).toEqual({ status: 1, stdout: '', errors });
  });
});
