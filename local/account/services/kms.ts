import type { JsonObject } from '../../../core/lib/json.ts';
import { done, type Operation, type Outcome, type Place, refused, timeOf } from './operation.ts';
import { service } from './service.ts';

interface Key {
  id: string;
  policy: string | undefined;
  state: 'Enabled' | 'Disabled' | 'PendingDeletion';
  deletion: string | undefined;
}

type State = Key[];

const keyArn = (id: string, { region, account }: Place): string =>
  `arn:aws:kms:${region}:${account}:key/${id}`;
const idIn = (given: unknown): string => String(given).split(':key/').at(-1) ?? '';

const withKey = (
  name: string,
  reads: readonly string[],
  answer: (key: Key, input: JsonObject, at: Place) => Outcome,
): Operation<State> => ({
  reads: ['KeyId', ...reads],
  needs: ({ KeyId }, at) => [{ action: `kms:${name}`, resource: keyArn(idIn(KeyId), at) }],
  answer(input, keys, at) {
    const id = idIn(input.KeyId);
    const key = keys.find((one) => one.id === id);
    return key
      ? answer(key, input, at)
      : refused('NotFoundException', `Key '${keyArn(id, at)}' does not exist`);
  },
});

const invalidState = (key: Key, at: Place): Outcome =>
  refused(
    'KMSInvalidStateException',
    key.state === 'PendingDeletion'
      ? `${keyArn(key.id, at)} is pending deletion.`
      : `${keyArn(key.id, at)} is not pending deletion.`,
  );

const switchTo = (name: string, state: 'Enabled' | 'Disabled') =>
  withKey(name, [], (key, _, at) => {
    if (key.state === 'PendingDeletion') return invalidState(key, at);
    key.state = state;
    return done();
  });

/** Until somebody writes another: the account's own policies decide. */
const firstPolicy = ({ account }: Place): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        ...{ Sid: 'Enable IAM User Permissions', Effect: 'Allow' },
        ...{ Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' },
      },
    ],
  });

export const kms = service<State>({
  create: ({ keys }) => keys.map((id) => ({ id, policy: undefined, state: 'Enabled', deletion: undefined })),
  operations: {
    DescribeKey: withKey('DescribeKey', [], (key, _, at) =>
      done({
        KeyMetadata: {
          ...{ KeyId: key.id, Arn: keyArn(key.id, at), AWSAccountId: at.account, Description: '' },
          ...{ CreationDate: '2026-01-01T00:00:00Z', Enabled: key.state === 'Enabled', KeyState: key.state },
          ...{ KeyManager: 'CUSTOMER', KeyUsage: 'ENCRYPT_DECRYPT', KeySpec: 'SYMMETRIC_DEFAULT' },
          ...{ Origin: 'AWS_KMS', MultiRegion: false },
          ...(key.deletion === undefined ? {} : { DeletionDate: key.deletion }),
        },
      }),
    ),
    GetKeyPolicy: withKey('GetKeyPolicy', ['PolicyName'], ({ policy }, _, at) =>
      done({ Policy: policy ?? firstPolicy(at), PolicyName: 'default' }),
    ),
    PutKeyPolicy: withKey('PutKeyPolicy', ['Policy', 'PolicyName'], (key, { Policy }, at) => {
      if (key.state === 'PendingDeletion') return invalidState(key, at);
      key.policy = String(Policy);
      return done();
    }),
    EnableKey: switchTo('EnableKey', 'Enabled'),
    DisableKey: switchTo('DisableKey', 'Disabled'),
    ScheduleKeyDeletion: withKey(
      'ScheduleKeyDeletion',
      ['PendingWindowInDays'],
      (key, { PendingWindowInDays: days = 30 }, at) => {
        if (key.state === 'PendingDeletion') return invalidState(key, at);
        key.state = 'PendingDeletion';
        key.deletion = timeOf(new Date(at.now.getTime() + Number(days) * 86_400_000));
        return done({
          ...{ KeyId: keyArn(key.id, at), DeletionDate: key.deletion },
          ...{ KeyState: key.state, PendingWindowInDays: Number(days) },
        });
      },
    ),
    CancelKeyDeletion: withKey('CancelKeyDeletion', [], (key, _, at) => {
      if (key.state !== 'PendingDeletion') return invalidState(key, at);
      key.state = 'Disabled';
      key.deletion = undefined;
      return done({ KeyId: keyArn(key.id, at) });
    }),
  },
});
