import { describe, expect, it } from 'vitest';
import { actionGroups } from '../../../catalog/action-groups.ts';
import { catalogWith } from '../../../catalog/catalog.ts';
import { type JsonSchema, parametersSchema } from '../../../catalog/cedar-type.ts';
import { defineCatalog } from '../../../catalog/define-catalog.ts';
import type { CatalogEntry } from '../../../catalog/entry.ts';
import { checkResource } from '../../../catalog/location.ts';
import { sensitive } from '../../../catalog/operation-parameters.ts';
import { parseArn } from '../../../core/lib/arn.ts';
import type { JsonObject } from '../../../core/lib/json.ts';
import { redact } from '../../../core/lib/redact.ts';
import { schemaAt } from './schema-at.ts';

const { entries } = catalogWith();
const place = { account: '111122223333' };
const caller = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };

describe('the catalog', () => {
  it('knows at least 300 actions of AWS, each once', () => {
    expect(entries.filter(({ iamActions }) => iamActions.length > 0).length).toBeGreaterThanOrEqual(300);
    expect(new Set(entries.map(({ action }) => action)).size).toBe(entries.length);
  });

  it('finds an action by its exact name only', () => {
    const { find } = catalogWith();
    expect(find('iam:AttachRolePolicy')?.action).toBe('iam:AttachRolePolicy');
    expect(find('iam:attachrolepolicy')).toBeUndefined();
    expect(find('__proto__')).toBeUndefined();
  });

  it('refuses two entries of one name', () => {
    const [first] = entries;
    expect(() => defineCatalog(first ? [first, first] : [])).toThrow('two entries for iam:AttachRolePolicy');
  });

  it('has something in every group that it describes', () => {
    const used = new Set(entries.flatMap(({ groups }) => groups));
    expect([...used].sort()).toEqual(Object.keys(actionGroups).sort());
  });
});

describe('an action that does what another does', () => {
  const { find } = catalogWith();

  it.each([
    ['by a list of the same', 'ssm:CreateAssociation', 'ssm:CreateAssociationBatch'],
    ['and waits for its end', 'states:StartExecution', 'states:StartSyncExecution'],
    ['in a sandbox of the same project', 'codebuild:StartBuild', 'codebuild:StartSandbox'],
    [
      'by its older name',
      'guardduty:DisassociateFromAdministratorAccount',
      'guardduty:DisassociateFromMasterAccount',
    ],
  ])('%s is denied with it', (_, action, alike) => {
    expect(find(action)?.denial.actions).toContain(alike);
  });

  it('is none that has an entry of its own, by which policies rule on it', () => {
    for (const { action, denial } of entries.filter((entry) => entry.denial.condition === undefined))
      for (const alike of denial.actions.filter((each) => each !== action))
        expect(find(alike)?.curated, alike).toBe(false);
  });
});

describe.each(entries)('$action', (entry) => {
  const { parameters, resource } = entry.example;

  it('takes its own example', () => {
    expect(entry.parameters.safeParse(parameters)).toEqual({ success: true, data: parameters });
  });

  it('names the resource of its example, as an ARN', () => {
    expect(checkResource(entry, parameters, resource, caller)).toMatchObject({ ok: true, location: caller });
    expect(parseArn(resource)).toBeDefined();
  });

  it('refuses another resource, and says which one it expects', () => {
    expect(checkResource(entry, parameters, `${resource}x`, caller)).toEqual({
      ok: false,
      expected: resource,
    });
  });

  it('says what it does in one sentence', () => {
    expect(entry.say(parameters, place)).toMatch(/^[A-Z].{5,599}$/u);
    expect(entry.say(parameters, place)).not.toMatch(/undefined|\[object|NaN/);
  });

  it('refuses a parameter that it does not know, wherever it stands', () => {
    for (const place of objectsIn(parameters).filter((object) => !hasFreeKeys(object, entry))) {
      place.Surprise = 'x';
      const read = entry.parameters.safeParse(parameters);
      delete place.Surprise;
      expect(read.error?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: ['Surprise'] }]);
    }
  });

  it('hides its secrets and nothing else, and says none of them', () => {
    for (const [pointer, why] of Object.entries(entry.secrets)) {
      const schema = schemaAt(parametersSchema(entry), pointer);
      expect(schema, pointer).toBeDefined();
      // AWS marks whole structures.
      if (why !== sensitive) expect(schema, pointer).toMatchObject({ type: 'string' });
    }
    const shown = redact(parameters, entry.secrets);
    expect(entry.say(shown, place)).toBe(entry.say(parameters, place));
  });

  it('hands over only roles that its parameters name', () => {
    for (const pointer of entry.passes) {
      expect(schemaAt(parametersSchema(entry), pointer), pointer).toBeDefined();
    }
    expect(entry.groups.includes('passes-role')).toBe(entry.passes.length > 0);
  });

  it.skipIf(entry.action.startsWith('iam:'))('hands over every role that it can name', () => {
    const named = rolesIn(parametersSchema(entry)).filter((pointer) => !entry.passes.includes(pointer));
    expect(named.filter((pointer) => !noneHandedOver[entry.action]?.includes(pointer))).toEqual([]);
  });

  it('stands among plain reads only if it reads nothing secret', () => {
    if (entry.groups.includes('read')) expect(entry).toMatchObject({ groups: ['read'], readOnly: true });
    expect(entry.groups.length).toBeGreaterThan(0);
  });

  it('is caught and denied, or is not an action of AWS at all', () => {
    const ofAws = entry.iamActions.length > 0;
    expect(entry.cloudTrail !== undefined).toBe(ofAws);
    expect(entry.denial.actions.length > 0).toBe(ofAws);
  });
});

/** IAM's own actions are about roles, and hand none to a service. */
const noneHandedOver: Readonly<Record<string, readonly string[]>> = {
  // Made anew in the new account.
  'organizations:CreateAccount': ['/RoleName'],
  // The caller becomes it, and no service.
  'sts:AssumeRole': ['/RoleArn'],
  // A role within Grafana, and a claim of a sign-in.
  'grafana:CreateWorkspaceApiKey': ['/keyRole'],
  'es:UpdateDomainConfig': ['/IdentityCenterOptions/RolesKey'],
  // Taken away.
  'redshift:ModifyClusterIamRoles': ['/RemoveIamRoles/*'],
  // By its name in other accounts, where the role that is handed over becomes it.
  'ssm:StartAutomationExecution': ['/TargetLocations/*/ExecutionRoleName'],
  'ssm:CreateAssociation': ['/TargetLocations/*/ExecutionRoleName'],
  'ssm:UpdateAssociation': ['/TargetLocations/*/ExecutionRoleName'],
  'cloudformation:CreateStackSet': ['/ExecutionRoleName'],
  'cloudformation:UpdateStackSet': ['/ExecutionRoleName'],
  'eks:CreatePodIdentityAssociation': ['/targetRoleArn'],
  // The rules of these entries refuse overrides.
  'pipes:CreatePipe': ecsOverrides(),
  'pipes:UpdatePipe': ecsOverrides(),
  // How many machines of a kind there are, and where: what they are for is called their role.
  'elasticmapreduce:RunJobFlow': [
    '/Instances/InstanceGroups/*/InstanceRole',
    '/PlacementGroupConfigs/*/InstanceRole',
  ],
};

function ecsOverrides(): string[] {
  return ['ExecutionRoleArn', 'TaskRoleArn'].map(
    (role) => `/TargetParameters/EcsTaskParameters/Overrides/${role}`,
  );
}

/** Pointers to texts, by themselves or in lists, that are called a role or an instance profile. */
function rolesIn({ properties = {}, items, additionalProperties }: JsonSchema, pointer = ''): string[] {
  const within = items ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
  return [
    ...(within ? rolesIn(within, `${pointer}/*`) : []),
    ...Object.entries(properties).flatMap(([name, member]) => {
      const at = `${pointer}/${name}`;
      const isRole = /role|instance_?profile/i.test(name) && !/session|type$/i.test(name);
      if (isRole && member.type === 'string') return [at];
      return isRole && member.items?.type === 'string' ? [`${at}/*`] : rolesIn(member, at);
    }),
  ];
}

function objectsIn(value: unknown): JsonObject[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? inner : [value as JsonObject, ...inner];
}

/** An environment, a job's arguments: maps that take any key. */
function hasFreeKeys(object: JsonObject, entry: CatalogEntry): boolean {
  const pointer = pointerTo(object, entry.example.parameters) ?? '';
  return typeof schemaAt(parametersSchema(entry), pointer)?.additionalProperties === 'object';
}

function pointerTo(place: unknown, value: unknown): string | undefined {
  if (place === value) return '';
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const rest = pointerTo(place, inner);
    if (rest !== undefined) return `/${key}${rest}`;
  }
  return undefined;
}
