import type { OpenConnection } from '../../adapters/aws/execute/open-connection.ts';
import { resultOf } from '../../adapters/aws/execute/result-of.ts';
import { clientSettings } from '../../adapters/aws/wire/client-settings.ts';
import { loadClient } from '../../adapters/aws/wire/load-client.ts';
import { findOperation, loadShapes } from '../../catalog/shapes/load-shapes.ts';
import { toSdkInput } from '../../catalog/shapes/to-sdk-input.ts';
import type { Json, JsonObject } from '../../core/lib/json.ts';
import { segmentsOf } from '../../core/lib/json-pointer.ts';

/**
 * What has to be there before an action can succeed, as a call that makes it. `names` says what the examples call a thing
 * that gets its name from AWS, and where the answer has that: `{ 'i-0123456789abcdef0': '/Instances/0/InstanceId' }`.
 */
export type Step = readonly [
  operation: string,
  parameters: JsonObject,
  names?: Readonly<Record<string, string>>,
];

/** What the examples call a thing, and what it is called there. */
export type Names = ReadonlyMap<string, string>;

export async function makeState(
  steps: readonly Step[],
  region: string,
  open: OpenConnection,
): Promise<Names> {
  const names = new Map<string, string>();
  for (const [operation, parameters, named = {}] of steps) {
    const answer = await call(operation, renamed(parameters, names), region, open);
    for (const [name, pointer] of Object.entries(named)) {
      const text = textAt(answer, pointer);
      names.set(name, text);
      // Route 53 gives names with a path before them, and takes them without.
      if (name.startsWith('/'))
        names.set(name.slice(name.lastIndexOf('/') + 1), text.slice(text.lastIndexOf('/') + 1));
    }
  }
  return names;
}

/** The same with the names that things have there, wherever they stand. */
export const renamed = <T extends Json>(value: T, names: Names): T => rename(value, names) as T;

function rename(value: Json, names: Names): Json {
  if (typeof value === 'string')
    return [...names].reduce((text, [name, real]) => text.replace(whole(name), () => real), value);
  if (Array.isArray(value)) return value.map((item) => rename(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [rename(key, names), rename(item, names)]),
  );
}

/** Not in another: `i-0123` stands in `ami-0123`. */
const whole = (name: string): RegExp =>
  new RegExp(`(?<![A-Za-z0-9])${name.replaceAll(/[^\w]/g, '\\$&')}(?![A-Za-z0-9])`, 'g');

/** As whoever owns the account would, by the SDK's own client. */
async function call(
  name: string,
  parameters: JsonObject,
  region: string,
  open: OpenConnection,
): Promise<JsonObject> {
  const shapes = loadShapes(name.split(':')[0] ?? '');
  const operation = shapes && findOperation(shapes, name);
  if (!operation) throw new Error(`AWS has no operation ${name}.`);
  const { makeClient, makeCommand } = await loadClient(operation.client);
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'none' };
  const client = makeClient({ ...clientSettings({ region, credentials }), requestHandler: open() });
  try {
    return resultOf(await client.send(makeCommand(operation.name, toSdkInput(operation, parameters))));
  } catch (error) {
    throw new Error(`${name} made nothing: ${error}`);
  } finally {
    client.destroy();
  }
}

function textAt(answer: JsonObject, pointer: string): string {
  const found = segmentsOf(pointer).reduce<Json | undefined>(
    (value, segment) =>
      typeof value === 'object' && value !== null ? (value as JsonObject)[segment] : undefined,
    answer,
  );
  if (typeof found !== 'string' && typeof found !== 'number')
    throw new Error(`There is nothing at ${pointer} of ${JSON.stringify(answer)}.`);
  return String(found);
}
