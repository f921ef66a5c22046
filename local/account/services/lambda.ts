import type { JsonObject } from '../../../core/lib/json.ts';
import { done, type Operation, type Outcome, type Place, refused } from './operation.ts';
import { service } from './service.ts';

interface State {
  configurations: Map<string, JsonObject>;
  /** Who may do what with a function, by the ids of the statements. */
  policies: Map<string, Map<string, JsonObject>>;
}

const nameIn = (given: unknown): string => String(given).split('function:').at(-1) ?? '';
const arnOf = (name: string, { region, account }: Place): string =>
  `arn:aws:lambda:${region}:${account}:function:${name}`;

/** What may be changed of a function, as its configuration has it. */
const changeable = ['Description', 'Environment', 'Handler', 'MemorySize', 'Role', 'Runtime', 'Timeout'];

const withFunction = (
  name: string,
  reads: readonly string[],
  answer: (configuration: JsonObject, input: JsonObject, at: Place, functions: State) => Outcome,
): Operation<State> => ({
  reads: ['FunctionName', ...reads],
  needs: ({ FunctionName, Role }, at) => [
    { action: `lambda:${name}`, resource: arnOf(nameIn(FunctionName), at) },
    ...(Role === undefined
      ? []
      : [
          {
            action: 'iam:PassRole',
            resource: String(Role),
            context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
          },
        ]),
  ],
  answer(input, functions, at) {
    const fn = nameIn(input.FunctionName);
    const configuration = functions.configurations.get(fn);
    return configuration
      ? answer(configuration, input, at, functions)
      : refused('ResourceNotFoundException', `Function not found: ${arnOf(fn, at)}`, 404);
  },
});

const shown = (configuration: JsonObject, { FunctionName }: JsonObject, at: Place): Outcome => {
  const name = nameIn(FunctionName);
  return done({
    ...{ FunctionName: name, FunctionArn: arnOf(name, at), Version: '$LATEST', PackageType: 'Zip' },
    ...{ State: 'Active', LastUpdateStatus: 'Successful', LastModified: '2026-01-01T00:00:00.000+0000' },
    Role: `arn:aws:iam::${at.account}:role/${name}`,
    ...configuration,
  });
};

const noPolicy = refused('ResourceNotFoundException', 'The resource you requested does not exist.', 404);

const statementsOf = ({ policies }: State, FunctionName: unknown): Map<string, JsonObject> =>
  policies.get(nameIn(FunctionName)) ?? new Map();

export const lambda = service<State>({
  create: ({ functions }) => ({
    policies: new Map(functions.map((name) => [name, new Map()])),
    configurations: new Map(
      functions.map((name) => [
        name,
        {
          ...{ Runtime: 'nodejs24.x', Handler: 'index.handler', Description: '', Timeout: 3 },
          ...{ MemorySize: 128, Environment: { Variables: { LOG_LEVEL: 'info' } } },
        },
      ]),
    ),
  }),
  show: ({ policies }) =>
    [...policies].map(([name, statements]) => ({
      name: `function ${name}`,
      of: 'permissions',
      has: [...statements].map(([Sid, statement]) => ({ name: Sid, document: JSON.stringify(statement) })),
    })),
  operations: {
    GetPolicy: withFunction('GetPolicy', [], (_, { FunctionName }, __, functions) => {
      const statements = [...statementsOf(functions, FunctionName).values()];
      return statements.length === 0
        ? noPolicy
        : done({ Policy: JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements }) });
    }),
    AddPermission: withFunction(
      'AddPermission',
      ['StatementId', 'Action', 'Principal'],
      (_, { FunctionName, StatementId, Action = '', Principal }, at, functions) => {
        const statements = statementsOf(functions, FunctionName);
        const Sid = String(StatementId);
        if (statements.has(Sid))
          return refused(
            'ResourceConflictException',
            `The statement id (${Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
            409,
          );
        const statement = {
          ...{ Sid, Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${Principal}:root` }, Action },
          Resource: arnOf(nameIn(FunctionName), at),
        };
        statements.set(Sid, statement);
        return done({ Statement: JSON.stringify(statement) });
      },
    ),
    RemovePermission: withFunction(
      'RemovePermission',
      ['StatementId'],
      (_, { FunctionName, StatementId }, __, functions) =>
        statementsOf(functions, FunctionName).delete(String(StatementId)) ? done() : noPolicy,
    ),
    GetFunctionConfiguration: withFunction('GetFunctionConfiguration', [], shown),
    UpdateFunctionConfiguration: withFunction(
      'UpdateFunctionConfiguration',
      changeable,
      (configuration, { FunctionName = '', ...changed }, at, functions) => {
        const after = { ...configuration, ...changed };
        functions.configurations.set(nameIn(FunctionName), after);
        return shown(after, { FunctionName }, at);
      },
    ),
  },
});
