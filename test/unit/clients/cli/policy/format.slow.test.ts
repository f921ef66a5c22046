import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAnnotation } from '../../../../../clients/cli/policy/format-annotation.ts';
import { finding } from '../../../../../policy-compiler/finding.ts';
import { folderOf, runPolicy, starterFiles } from '../../../../support/policy-cli.ts';

const broken = {
  'policies/test.cedar': starterFiles['policies/test.cedar'].replace('security: 1', 'securty: 1'),
};
const caseFile = (decision: string) => ({
  'policies/cases/one.yaml': `cases:
  - why: who reads, reads
    request: { agent: etl, action: "rds:DescribeDBInstances", environment: dev }
    ruling: { decision: ${decision} }
`,
});

describe('countersign policy check for programs', () => {
  it('prints what there is as JSON', async () => {
    const { options } = await folderOf();
    const { out, err, code } = await runPolicy('check', '--json', ...options);
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      policies: 3,
      version: expect.any(String),
      findings: [{ code: 'waits-for-agent', severity: 'note' }],
    });
    expect([err, code]).toEqual(['', 0]);
  });

  it('prints what is wrong as JSON', async () => {
    const { options, path } = await folderOf(broken);
    const { out, code } = await runPolicy('check', '--format', 'json', ...options);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      findings: [{ code: 'unknown-group', severity: 'error', file: path('policies/test.cedar'), line: 3 }],
    });
    expect(code).toBe(1);
  });

  it('prints it as an annotation of the line for GitHub', async () => {
    const { options, path } = await folderOf(broken);
    const { out, code } = await runPolicy('check', '--format', 'github', ...options);
    expect(out).toMatch(
      new RegExp(
        `^::error file=${path('policies/test.cedar')},line=3,col=\\d+,title=unknown-group::.*security`,
        'm',
      ),
    );
    expect(code).toBe(1);
  });
});

describe('countersign policy test for programs', () => {
  it('prints how many cases are good', async () => {
    const { options } = await folderOf(caseFile('allow'));
    const { out, code } = await runPolicy('test', '--json', ...options);
    expect(JSON.parse(out)).toEqual({ ok: true, cases: 1, findings: [] });
    expect(code).toBe(0);
  });

  it.each(['json', 'github'])('prints a case that is not met, as %s', async (format) => {
    const { options } = await folderOf(caseFile('refuse'));
    const { out, code } = await runPolicy('test', '--format', format, ...options);
    expect(out).toContain('case-not-met');
    expect(out).toContain('who reads, reads');
    expect(code).toBe(1);
  });

  it('is not good without a case, in any format', async () => {
    const { options } = await folderOf();
    const { out, code } = await runPolicy('test', '--json', ...options);
    expect(JSON.parse(out)).toEqual({ ok: false, cases: 0, findings: [] });
    expect(code).toBe(1);
  });
});

describe('an annotation', () => {
  it('is one line whose texts begin no command and end no property, whatever they hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (file, message) => {
        const line = formatAnnotation(finding('odd-text', { file, line: 1, column: 2 }, message));
        const [, properties = '', data = ''] = /^::warning ([^\r\n]*?)::([^\r\n]*)$/.exec(line) ?? [];
        const told = Object.fromEntries(
          properties.split(',').map((one) => one.split('=', 1).concat(one.slice(one.indexOf('=') + 1))),
        );
        expect(decode(told.file ?? '')).toBe(file);
        expect(decode(data)).toBe(message);
      }),
    );
  });
});

/** As GitHub's runner reads it. */
const decode = (text: string): string =>
  text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
