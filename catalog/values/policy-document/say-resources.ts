import { visibleText } from '../../../core/lib/visible-text.ts';
import { type Phrase, sayAll } from './marks.ts';
import type { Selection } from './policy-document.ts';

/** On what. `everything` is what `*` stands for in the policy of one thing: "the key". */
export function sayResources({ allBut, named }: Selection<string>, everything?: string): Phrase {
  const all: Phrase = everything
    ? { text: everything, marks: [] }
    : { text: 'every resource', marks: ['every resource'] };
  const said = sayAll(named.map((resource) => sayResource(resource, all)));
  return allBut ? { text: `${all.text} but ${said.text}`, marks: ['all resources but some'] } : said;
}

function sayResource(resource: string, all: Phrase): Phrase {
  if (resource === '*') return all;
  const { bucket, key } = inBucket.exec(resource)?.groups ?? {};
  if (bucket !== undefined) return { text: sayBucket(bucket, key), marks: [] };
  const shown = visibleText(resource, Number.POSITIVE_INFINITY);
  const text = /[*?]/.test(resource) ? `all that is like ${shown}` : shown;
  return { text, marks: isEverything.test(resource) ? ['every resource'] : [] };
}

const sayBucket = (bucket: string, key: string | undefined): string =>
  key === undefined
    ? `bucket ${bucket}`
    : key === '*'
      ? `every object in bucket ${bucket}`
      : `objects ${key} in bucket ${bucket}`;

const inBucket = /^arn:aws:s3:::(?<bucket>[a-z0-9.-]+)(?:\/(?<key>[!-~]+))?$/;

/** Nothing fixed behind the service: all that it has, in every account and region that the policy reaches. */
const isEverything = /^arn:[^:]*\*[^:]*$|^arn:[^:]*:[^:]*:[*?:/]*\*[*?:/]*$/;
