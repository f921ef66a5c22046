import { oneSpelling } from './one-spelling.ts';

/** A bucket, and under it a key or prefix, which may be empty. What S3 would take as two keys stays two. */
export const s3Uri = oneSpelling({
  canonical: canonicalS3Uri,
  hint: 'must be an S3 URI such as s3://bucket/prefix/',
  max: 1_100,
  pattern: '^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/[^\\s]*$',
});

export function canonicalS3Uri(text: string): string | undefined {
  const { bucket, key = '' } =
    /^s3:\/\/(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(?<key>\S*))?$/i.exec(text)?.groups ?? {};
  return bucket && `s3://${bucket.toLowerCase()}/${key}`;
}
