import { describe, expect, it } from 'vitest';
import { brokenMentions } from '../../../checks/links/broken-mentions.ts';

const files = [
  'README.md',
  'core/vote/quorum.ts',
  'docs/guide.md',
  'docs/adr/0001-first.md',
  'docs/adr/0002-second.md',
  'infra/settings/trial.yaml',
];

/** What is wrong with a document in docs/ that says this. */
const problems = (text: string): string[] =>
  brokenMentions(
    new Map([
      ['docs/guide.md', text],
      ['README.md', '# Start here\n\n## Two `code` words & more\n\n## Again\n\n## Again\n'],
    ]),
    files,
  ).map(({ problem }) => problem);

describe('a link', () => {
  it.each([
    '[a file](../README.md)',
    '[a folder](adr/)',
    '[from the root](/core/vote/quorum.ts)',
    '[elsewhere](https://example.com/x#y)',
    '[mail](mailto:someone@example.com)',
    '# Here\n\n[in this document](#here)',
    '[a heading](../README.md#start-here)',
    '[a heading with marks](../README.md#two-code-words--more)',
    '[the second of two alike](../README.md#again-1)',
    '[by reference][r]\n\n[r]: ../README.md',
    '```\n[in code](nowhere.md)\n```',
  ])('may be %j', (text) => {
    expect(problems(text)).toEqual([]);
  });

  it.each([
    '[a file](READNE.md)',
    '[one folder too low](README.md)',
    '![a picture](page.png)',
    '[by reference][r]\n\n[r]: ../nowhere.md',
    '[a heading](../README.md#start)',
    '[a third of two alike](../README.md#again-2)',
    '# Here\n\n[in this document](#there)',
    '| a table |\n|---|\n| [a file](nowhere.md) |',
    '> - [deep inside](nowhere.md)',
  ])('may not be %j', (text) => {
    expect(problems(text)).toHaveLength(1);
  });
});

describe('a path in backticks', () => {
  it.each([
    '`core/vote/quorum.ts`',
    '`core/vote/quorum.ts:12`',
    '`core/`',
    '`adr/0001-first.md`',
    '`docs/adr/000*`',
    '`infra/settings/<stage>.yaml`',
    '`npx vitest run core/vote`',
    '`cdk.out/agents/boundary.json`',
    '`application/json`',
    '`arn:aws:iam::111122223333:role/x`',
    '`/v1/requests`',
    '`either/or`',
    '```\ncore/nowhere.ts\n```',
  ])('may be %j', (text) => {
    expect(problems(text)).toEqual([]);
  });

  it.each([
    '`core/vote/quorums.ts`',
    '`core/votes/`',
    '`docs/adr/0003*`',
    '`infra/settings/<stage>.json`',
    '`npx vitest run core/votes`',
    '`a-folder-that-is-gone/file.ts`',
  ])('may not be %j', (text) => {
    expect(problems(text)).toHaveLength(1);
  });
});

it('is told with the line that it stands in', () => {
  const text = ['# Title', '', 'A line.', 'And [this](gone.md).', '', '- one', '- `core/gone.ts`'].join('\n');
  const broken = brokenMentions(new Map([['docs/guide.md', text]]), files);
  expect(broken.map(({ file, line }) => `${file}:${line}`)).toEqual(['docs/guide.md:4', 'docs/guide.md:7']);
});
