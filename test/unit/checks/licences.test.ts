import { describe, expect, it } from 'vitest';
import { refusedLicences } from '../../../checks/licences/refused-licences.ts';

const lockOf = (entry: object) => ({ packages: { '': { license: 'Apache-2.0' }, 'node_modules/it': entry } });

describe('a package that runs for a user', () => {
  it.each(['MIT', 'Apache-2.0', '(MIT OR GPL-3.0-or-later)', 'GPL-2.0-only OR ISC'])(
    'may have the licence %s',
    (license) => {
      expect(refusedLicences(lockOf({ license }))).toEqual([]);
    },
  );

  it.each([
    'GPL-3.0-only',
    'MIT AND GPL-3.0-only',
    'MIT AND GPL-3.0-only OR AGPL-3.0-only',
    '(MIT OR ISC) AND GPL-3.0-only',
    'GPL-2.0-only WITH Classpath-exception-2.0',
    'SEE LICENSE IN LICENSE.txt',
    'UNLICENSED',
    'mit',
    '',
  ])('may not have the licence %j', (license) => {
    expect(refusedLicences(lockOf({ license }))).toEqual([`node_modules/it: ${license}`]);
  });

  it('has to say its licence', () => {
    expect(refusedLicences(lockOf({}))).toEqual(['node_modules/it: says no licence']);
  });
});

describe('a package for development', () => {
  it('may have any licence', () => {
    expect(refusedLicences(lockOf({ license: 'MPL-2.0', dev: true }))).toEqual([]);
  });
});
