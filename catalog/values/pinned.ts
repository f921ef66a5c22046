import { z } from 'zod';
import { oneSpelling } from './one-spelling.ts';

/** `$LATEST`, `$DEFAULT` and no version at all could be another one by the time that people have approved. */
export const pinnedVersion = z
  .string({
    error: 'must be given: without a version, it could be another one by the time that people approve',
  })
  .regex(/^[1-9][0-9]{0,9}$/, 'must be the number of a version, such as 3, and not one that moves');

/** The bytes of an image, whatever its tags point to by then. */
export const imageByDigest = oneSpelling({
  canonical: canonicalImage,
  hint: 'must name the image by its digest: repository@sha256:…, because a tag can be moved to another image',
  max: 1_024,
  pattern: '^[!-~]+@sha256:[0-9a-f]{64}$',
});

/** A tag beside the digest is passed over: it says what it likes. Hosts and repositories are in lower case. */
export function canonicalImage(text: string): string | undefined {
  const { name, digest } = shape.exec(text)?.groups ?? {};
  return name && digest && `${name.toLowerCase()}@sha256:${digest.toLowerCase()}`;
}

const shape =
  /^(?<name>(?:[a-z0-9.-]+(?::[0-9]{1,5})?\/)?[a-z0-9._/-]+?)(?::[\w.-]{1,128})?@sha256:(?<digest>[0-9a-f]{64})$/i;
