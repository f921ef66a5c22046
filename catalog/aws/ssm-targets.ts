import { further } from '../further.ts';
import { beginningOf, inTurn } from '../sentence.ts';
import { listed } from '../values/widest-first.ts';

interface Targeted {
  Targets?: readonly { Key?: string; Values?: readonly string[] }[];
  TargetMaps?: readonly object[];
  TargetLocations?: readonly {
    Accounts?: readonly string[];
    Regions?: readonly string[];
    ExecutionRoleName?: string;
  }[];
  MaxConcurrency?: string;
}

/** " in 444455556666 as role x, on all machines that match tag:env prod (…)" */
export function sayTargeted(
  { Targets = [], TargetMaps = [], TargetLocations = [] }: Targeted,
  ownAccount: string,
): string {
  const locations = TargetLocations.map(({ Accounts = [], Regions = [], ExecutionRoleName, ...rest }) => {
    const role = ExecutionRoleName === undefined ? '' : ` as role ${ExecutionRoleName}`;
    const regions = Regions.length > 0 ? ` in ${listed(Regions)}` : '';
    return `${Accounts.length > 0 ? listed(Accounts, { ownAccount }) : 'its account'}${regions}${role}${further(rest)}`;
  });
  const targets = Targets.map(
    ({ Key = '', Values = [] }) =>
      `${Key} ${Values.length > 0 ? listed(Values) : 'of any value'}${Values.includes('*') ? ' (all)' : ''}`,
  );
  return inTurn(
    [
      locations.length > 0 ? ` in accounts ${locations.join(' and ')}` : '',
      targets.length > 0 ? ` on all that matches ${listed(targets, { most: 5 })}` : '',
      TargetMaps.length > 0 ? ` for each of ${beginningOf(JSON.stringify(TargetMaps), 120)}` : '',
    ],
    '',
  );
}

export const sayParameters = (given: Readonly<Record<string, readonly string[]>> = {}): string => {
  const said = Object.entries(given).map(([name, values]) => `${name} ${values.join(', ')}`);
  return said.length > 0 ? `, with ${beginningOf(said.join('; '), 200)}` : '';
};
