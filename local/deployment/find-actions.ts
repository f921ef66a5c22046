import type { Answer, Client } from '@countersign/client';
import type { JsonObject } from '../../core/lib/json.ts';
import type { ActionToTry, FoundActions } from '../page/ports.ts';
import { exampleIn } from './example-in.ts';
import { parametersToFill } from './parameters-to-fill.ts';

type Catalog = Pick<Client, 'actions' | 'action'>;

/** What a visitor looks through. Who wants another one types another word. */
const limit = 20;

export async function findActions(client: Catalog, words: string): Promise<FoundActions> {
  const [, service] = /^([a-z][a-z0-9-]*):/.exec(words) ?? [];
  const within =
    service === undefined
      ? undefined
      : await client.actions({ search: words, service, uncurated: true, limit });
  // What is no service can still be words: `aws:sourceAccount`.
  const { actions, next } = within?.ok
    ? within.value
    : valueIn(await client.actions({ search: words, limit }));
  return { actions, more: next !== undefined };
}

export async function actionToTry(client: Catalog, name: string, account: string): Promise<ActionToTry> {
  const { action, curated, says, parameters, example } = valueIn(await client.action(name));
  const { resource, parameters: given } = exampleIn(account, { example });
  return {
    action,
    curated,
    says,
    resource,
    parameters: curated ? (given as JsonObject) : parametersToFill(parameters),
  };
}

function valueIn<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.problem.detail);
  return answer.value;
}
