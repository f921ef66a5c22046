import type { SignedRequest } from '@countersign/emulator';
import type { HttpRequest, StaticOperationSchema } from '@smithy/types';
import { loadClient } from '../../../adapters/aws/wire/load-client.ts';
import { readBack } from '../../../adapters/aws/wire/read-back.ts';
import { Unreadable } from '../../../adapters/aws/wire/unreadable.ts';
import { loadShapes, type Operation } from '../../../catalog/shapes/load-shapes.ts';
import type { Protocol } from '../../../catalog/shapes/service-file.ts';
import type { JsonObject } from '../../../core/lib/json.ts';

/** What a request asks for. */
export interface FoundOperation {
  name: string;
  schema: StaticOperationSchema;
  input: JsonObject;
}

export type FindOperation =
  | { ok: true; found: FoundOperation }
  /** Which operation it would be, where the request says so, and what of it cannot be read. */
  | { ok: false; name: string; detail: string };

export const protocolOf = (service: string): Protocol | undefined =>
  [...(loadShapes(service)?.operations.values() ?? [])][0]?.protocol;

/** By the schemas of the SDK's client of the service that the request was signed for. */
export async function findOperation(service: string, signed: SignedRequest): Promise<FindOperation> {
  const request = asHttpRequest(signed);
  const all = [...(loadShapes(service)?.operations.values() ?? [])];
  const named = nameIn(signed);
  const candidates = await schemasOf(
    all.filter(({ client, name }) => client === all[0]?.client && name === (named ?? name)),
  );
  const asked = named ?? `${request.method} ${request.path}`;
  let detail = 'no operation is asked for so';
  for (const { name, protocol, schema } of mostSpecificFirst(candidates)) {
    try {
      return { ok: true, found: { name, schema, input: readBack(request, schema, protocol) } };
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      if (named) detail = error.message;
    }
  }
  return { ok: false, name: asked, detail };
}

/** JSON has it in a header, forms in a field. Of REST, method and path say it. */
function nameIn({ headers, body }: SignedRequest): string | undefined {
  const target = headers['x-amz-target'];
  if (target !== undefined) return String(target).split('.').at(-1);
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  return isForm ? (new URLSearchParams(body.toString()).get('Action') ?? '') : undefined;
}

const schemasOf = (operations: readonly Operation[]) =>
  Promise.all(
    operations.map(async ({ client, name, protocol }) => ({
      ...{ name, protocol },
      schema: (await loadClient(client)).schemaOf(name),
    })),
  );

/** `?policy` says more than no query at all, which the list of a bucket has. */
function mostSpecificFirst<T extends { schema: StaticOperationSchema }>(candidates: readonly T[]): T[] {
  const fixed = ({ schema: [, , , traits] }: T): number => {
    const [, uri = ''] = (typeof traits === 'object' && traits.http) || [];
    return [...new URLSearchParams(uri.split('?')[1])].length;
  };
  return candidates.toSorted((one, other) => fixed(other) - fixed(one));
}

/** Of the connection, not of the request. */
const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'accept-encoding']);

function asHttpRequest({ method, url, headers, body }: SignedRequest): HttpRequest {
  const { pathname: path, searchParams } = new URL(url, 'https://host.invalid');
  const query: Record<string, string | string[]> = {};
  for (const name of searchParams.keys()) {
    const [first = '', ...more] = searchParams.getAll(name);
    query[name] = more.length > 0 ? [first, ...more] : first;
  }
  const sent = Object.entries(headers).filter(([name]) => !hopByHop.has(name));
  return {
    ...{ protocol: 'https:', hostname: String(headers.host), method, path, query, body },
    headers: Object.fromEntries(sent.map(([name, value]) => [name, String(value)])),
  };
}
