import type { LakeFormation } from '@aws-sdk/client-lakeformation';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { beginningOf, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { matching } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { identity, sayPrincipal } from '../values/principal.ts';
import { listed } from '../values/widest-first.ts';
import { lakeSettings } from './data-looks.ts';

const define = operationsOf<LakeFormation>({ prefix: 'lakeformation' });

const everyone = 'IAM_ALLOWED_PRINCIPALS';
const principal = z.strictObject({
  DataLakePrincipalIdentifier: matching(
    `${everyone}|[0-9]{12}|${identity}|arn:aws(?:-cn|-us-gov)?:organizations::[0-9]{12}:(?:organization|ou)/[a-z0-9/-]+`,
    255,
    'must be an IAM identity, an account, an organization or IAM_ALLOWED_PRINCIPALS',
  ),
});
const permissions = distinct(matching('[A-Z_]+', 64)).max(30);
const grants = distinct(z.strictObject({ Principal: principal, Permissions: permissions }));
const of = {
  accountOf: ({ CatalogId }: { CatalogId?: string }) => CatalogId,
  // IAM asks for no resource.
  resource: 'arn:{partition}:lakeformation:{region}:{account}:*',
};

const sayWho = (id: string, account: string): string =>
  id === everyone ? 'whoever IAM lets in' : sayPrincipal(id, account);
const sayAll = (who: readonly { DataLakePrincipalIdentifier?: string }[], account: string): string =>
  who.length === 0
    ? 'nobody'
    : listed(
        who.map(({ DataLakePrincipalIdentifier: id = '' }) => sayWho(id, account)),
        { worst: ['whoever IAM lets in'], most: 5 },
      );

/** Who reads the data lake's tables, and who decides on that. */
export const lakeFormationActions = [
  define({
    operation: 'GrantPermissions',
    groups: ['privilege-escalation', 'data-export'],
    values: {
      Principal: principal,
      Permissions: permissions,
      PermissionsWithGrantOption: permissions,
      CatalogId: accountId,
    },
    ...of,
    say: (parameters, { account }) => {
      const { Principal, Permissions, PermissionsWithGrantOption: on, Resource } = parameters;
      const worst = ['ALL', 'SUPER'];
      const passed = on ? ` and let them pass on ${listed(on, { worst, most: 5 })}` : '';
      return sentence`Let ${sayAll([Principal], account)} do ${listed(Permissions, { worst, most: 5 })}${passed}, on ${beginningOf(JSON.stringify(Resource))}`;
    },
    reversible: true,
    example: {
      Principal: { DataLakePrincipalIdentifier: 'arn:aws:iam::111122223333:role/reporting' },
      Permissions: ['SELECT'],
      Resource: { Table: { DatabaseName: 'shop', Name: 'orders' } },
    },
  }),
  define({
    operation: 'PutDataLakeSettings',
    groups: ['privilege-escalation', 'data-export'],
    values: {
      CatalogId: accountId,
      DataLakeSettings: z.strictObject({
        DataLakeAdmins: distinct(principal).max(30).optional(),
        ReadOnlyAdmins: distinct(principal).max(30).optional(),
        CreateDatabaseDefaultPermissions: grants.optional(),
        CreateTableDefaultPermissions: grants.optional(),
        TrustedResourceOwners: distinct(accountId).optional(),
        AllowExternalDataFiltering: z.boolean().optional(),
        AllowFullTableExternalDataAccess: z.boolean().optional(),
        ExternalDataFilteringAllowList: distinct(principal).optional(),
      }),
    },
    ...of,
    say: ({ DataLakeSettings: { DataLakeAdmins = [], ReadOnlyAdmins = [], ...rest } }, { account }) =>
      sentence`Let ${sayAll(DataLakeAdmins, account)} decide who reads the data lake and ${sayAll(ReadOnlyAdmins, account)} look at who does, in place of all settings${further(rest)}`,
    reversible: true,
    look: lakeSettings,
    example: {
      DataLakeSettings: {
        DataLakeAdmins: [{ DataLakePrincipalIdentifier: 'arn:aws:iam::111122223333:role/data-office' }],
      },
    },
  }),
];
