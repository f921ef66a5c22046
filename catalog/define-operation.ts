import type { z } from 'zod';
import { type Definition, entryOf, type Service } from './definition.ts';
import type { CatalogEntry } from './entry.ts';
import type { InputOf, NameOf } from './input-of.ts';
import { type Changes, operationParameters } from './operation-parameters.ts';

/** An entry whose parameters are those of the SDK: its author says what their shape cannot. */
interface OperationDefinition<Input, Operation> extends Definition<Input> {
  operation: Operation & string;
  /** In place of what the shape says of a parameter: the one spelling, what is allowed. It stays optional where AWS lets it be. */
  values?: { readonly [Member in keyof Input]?: z.ZodType };
  /** What AWS lets be left out and we do not. */
  required?: readonly (keyof Input & string)[];
  /** Parameters that cannot be asked for. */
  without?: readonly (keyof Input & string)[];
  /** What must hold of several together: `exactlyOne('Name', 'Arn')`. */
  rules?: readonly Changes['rules'][number][];
  /** Pointers to what AWS calls sensitive and people must see. */
  shown?: readonly string[];
  example: Input;
}

/** `operationsOf<IAM>({ prefix: 'iam' })`: the names of operations and parameters are those of this client. */
export const operationsOf =
  <Client>(service: Service) =>
  <Operation extends NameOf<Client>>(
    definition: OperationDefinition<InputOf<Client, Operation>, Operation>,
  ): CatalogEntry => {
    const { values = {}, required = [], without = [], rules = [], shown = [], secrets = {} } = definition;
    const parameters = definition.example as CatalogEntry['example']['parameters'];
    return entryOf(
      service,
      definition,
      ({ arn }) => ({ parameters, resource: arn(parameters, exampleLocation) }),
      () =>
        operationParameters(service.prefix, definition.operation, {
          values,
          required,
          without,
          rules,
          shown,
          secrets,
        }),
    );
  };

const exampleLocation = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };
