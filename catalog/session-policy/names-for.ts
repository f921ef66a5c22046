import type { Json, JsonObject } from '../../core/lib/json.ts';
import type { Location } from '../entry.ts';
import { namesNothing, parameterNames } from './parameter-names.ts';
import { textsAt } from './values-at.ts';

export interface NamesIn {
  service: string;
  parameters: JsonObject;
  /** Their members by name, whose case is the SDK's and not IAM's. */
  inLowerCase: ReadonlyMap<string, Json>;
  location: Location;
  /** What the named resource says of others: the cluster of a task. */
  known: ReadonlyMap<string, string>;
}

/**
 * What fills a placeholder of IAM's ARN formats; nothing where no parameter clearly names it, as where one holds an ARN. `before` is the ARN as far as it
 * is filled, because some ids hold what the format has already: `r-` of a root.
 */
export function namesFor(placeholder: string, before: string, names: NamesIn): readonly string[] {
  const { service, parameters, inLowerCase, known } = names;
  const place = placeFor(placeholder, names);
  if (place.length > 0 || namesNothing.has(placeholder)) return place;
  const called = placeholder.toLowerCase();
  const sameName = [called, `${called}s`].flatMap((name) => inLowerCase.get(name) ?? []);
  const named = [
    ...sameName.flatMap((value) => [value].flat()).filter((value) => typeof value === 'string'),
    ...(parameterNames[service]?.[placeholder] ?? []).flatMap((pointer) => textsAt(parameters, pointer)),
  ]
    .flatMap((text) => afterPrefix(text, before))
    .filter((text) => placeholder !== 'AccountId' || /^\d{12}$/.test(text))
    // A key of S3 that begins with a slash is another key than the rest of it.
    .map((text) => (placeholder === withoutSlash ? text.replace(/^\//, '') : text));
  if (named.length === 0) return [known.get(placeholder) ?? []].flat();
  const isName = mayHaveSlashes.has(placeholder) ? /^[^:\s]+$/ : /^[^:/\s]+$/;
  // Not some of them: the call would fail for the rest.
  return named.every((text) => isName.test(text)) ? [...new Set(named)] : [];
}

/** Only where it is. A copy is made in one region and read in another. */
export function placeFor(placeholder: string, { parameters, location }: NamesIn): readonly string[] {
  switch (placeholder) {
    case 'Partition':
      return [location.partition];
    case 'Region':
      return [
        ...new Set([
          location.region,
          ...textsAt(parameters, '/SourceRegion').filter((text) => isRegion.test(text)),
        ]),
      ];
    case 'Account':
      return [location.account];
    default:
      return [];
  }
}

const isRegion = /^[a-z]{2}(?:-[a-z]+)+-\d$/;

/** Elsewhere a slash tells that it is an alias or an address of the thing, and IAM's name for it is not known. */
const withoutSlash = 'ParameterNameWithoutLeadingSlash';
const mayHaveSlashes: ReadonlySet<string> = new Set(['ObjectName', withoutSlash]);

function afterPrefix(text: string, before: string): string[] {
  const prefix = /\/([a-z]+-)$/.exec(before)?.[1];
  if (prefix === undefined) return [text];
  return text.startsWith(prefix) ? [text.slice(prefix.length)] : [];
}
