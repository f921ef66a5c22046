import type { JsonObject } from '../../../core/lib/json.ts';
import { done, type Operation, type Outcome, type Place, refused, timeOf } from './operation.ts';
import { service } from './service.ts';

interface Secret {
  name: string;
  suffix: string;
  value: string;
  /** When it will be gone. */
  deletion: string | undefined;
}

type State = Map<string, Secret>;

const version = '11111111-2222-4333-8444-555555555555';

const arnOf = ({ name, suffix }: Pick<Secret, 'name' | 'suffix'>, { region, account }: Place): string =>
  `arn:aws:secretsmanager:${region}:${account}:secret:${name}-${suffix}`;

const find = (secrets: State, id: unknown, at: Place): Secret | undefined =>
  [...secrets.values()].find((secret) => id === secret.name || id === arnOf(secret, at));

const withSecret = (
  name: string,
  reads: readonly string[],
  answer: (secret: Secret, input: JsonObject, at: Place, secrets: State) => Outcome,
): Operation<State> => ({
  reads: ['SecretId', ...reads],
  // By its ARN, whose end nobody can guess of one that is not there.
  needs: ({ SecretId: id }, { region, account }) => [
    {
      action: `secretsmanager:${name}`,
      resource: String(id).startsWith('arn:')
        ? String(id)
        : `arn:aws:secretsmanager:${region}:${account}:secret:${id}-??????`,
    },
  ],
  answer(input, secrets, at) {
    const secret = find(secrets, input.SecretId, at);
    return secret
      ? answer(secret, input, at, secrets)
      : refused('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  },
});

const named = (secret: Secret, at: Place): JsonObject => ({ ARN: arnOf(secret, at), Name: secret.name });

export const secretsmanager = service<State>({
  create: ({ secrets }) => new Map(secrets.map((one) => [one.name, { ...one, deletion: undefined }])),
  operations: {
    DescribeSecret: withSecret('DescribeSecret', [], (secret, _, at) =>
      done({
        ...named(secret, at),
        CreatedDate: '2026-01-01T00:00:00Z',
        VersionIdsToStages: { [version]: ['AWSCURRENT'] },
        ...(secret.deletion === undefined ? {} : { DeletedDate: secret.deletion }),
      }),
    ),
    GetSecretValue: withSecret('GetSecretValue', [], (secret, _, at) =>
      secret.deletion === undefined
        ? done({
            ...named(secret, at),
            CreatedDate: '2026-01-01T00:00:00Z',
            SecretString: secret.value,
            ...{ VersionId: version, VersionStages: ['AWSCURRENT'] },
          })
        : refused(
            'InvalidRequestException',
            'You can’t perform this operation on the secret because it was marked for deletion.',
          ),
    ),
    DeleteSecret: withSecret(
      'DeleteSecret',
      ['ForceDeleteWithoutRecovery', 'RecoveryWindowInDays'],
      (secret, { ForceDeleteWithoutRecovery: force, RecoveryWindowInDays: days }, at, secrets) => {
        if (force === true && days !== undefined)
          return refused(
            'InvalidParameterException',
            'You can’t use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.',
          );
        const wait = force === true ? 0 : Number(days ?? 30);
        secret.deletion = timeOf(new Date(at.now.getTime() + wait * 86_400_000));
        if (force === true) secrets.delete(secret.name);
        return done({ ...named(secret, at), DeletionDate: secret.deletion });
      },
    ),
    RestoreSecret: withSecret('RestoreSecret', [], (secret, _, at) => {
      secret.deletion = undefined;
      return done(named(secret, at));
    }),
  },
});
