import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { digestFileSchema } from '../../../core/evidence/digest-file.ts';
import { faultCodes } from '../../../core/evidence/fault.ts';
import { inclusionProofSchema } from '../../../core/evidence/inclusion-proof.ts';
import { setAsideSchema } from '../../../core/evidence/set-aside.ts';

const page = readFileSync(new URL('../../../docs/evidence.md', import.meta.url), 'utf8');
const script = readFileSync(new URL('../../../docs/verify.py', import.meta.url), 'utf8');
const section = (title: string): string => page.split(/^### /m).find((part) => part.startsWith(title)) ?? '';

describe('docs/evidence.md', () => {
  it('has a row for each fault, and for no other', () => {
    const rows = [...section('Faults').matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code);
    expect(rows).toEqual([...faultCodes]);
  });

  it.each([
    ['Digest files', digestFileSchema],
    ['What was set aside', setAsideSchema],
    ['Inclusion proofs', inclusionProofSchema],
  ])('names every member of the format: %s', (title, schema) => {
    const text = section(title);
    expect(Object.keys(schema.shape).filter((member) => !text.includes(`\`${member}\``))).toEqual([]);
  });
});

describe('docs/verify.py', () => {
  it('is short enough to be read before it is trusted', () => {
    expect(script.trimEnd().split('\n').length).toBeLessThan(300);
  });

  it('rests on the standard library and one package', () => {
    const lines = [...script.matchAll(/^(?:from (\w+)|import (.*))/gm)];
    const modules = new Set(lines.flatMap(([, from, names]) => from ?? names?.split(', ') ?? []));
    const standard =
      'argparse base64 collections datetime gzip hashlib io itertools json os pathlib re sys time zlib'.split(
        ' ',
      );
    expect([...modules].filter((name) => !standard.includes(name))).toEqual(['cryptography']);
  });

  it('knows every fault that a folder can show', () => {
    const elsewhere = ['columns-differ', 'table-differs', 'not-locked', 'more-versions'];
    expect(faultCodes.filter((code) => !script.includes(`"${code}"`))).toEqual(elsewhere);
  });
});
