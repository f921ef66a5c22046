import type { JsonObject } from '../../../core/lib/json.ts';
import { done, type Operation, type Outcome, type Place, refused } from './operation.ts';
import { service } from './service.ts';

type State = Map<string, JsonObject>;

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
    const configuration = functions.get(fn);
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

export const lambda = service<State>({
  create: ({ functions }) =>
    new Map(
      functions.map((name) => [
        name,
        {
          ...{ Runtime: 'nodejs24.x', Handler: 'index.handler', Description: '', Timeout: 3 },
          ...{ MemorySize: 128, Environment: { Variables: { LOG_LEVEL: 'info' } } },
        },
      ]),
    ),
  operations: {
    GetFunctionConfiguration: withFunction('GetFunctionConfiguration', [], shown),
    UpdateFunctionConfiguration: withFunction(
      'UpdateFunctionConfiguration',
      changeable,
      (configuration, { FunctionName = '', ...changed }, at, functions) => {
        const after = { ...configuration, ...changed };
        functions.set(nameIn(FunctionName), after);
        return shown(after, { FunctionName }, at);
      },
    ),
  },
});
