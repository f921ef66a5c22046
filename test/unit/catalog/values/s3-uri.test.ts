import { describe, expect, it } from 'vitest';
import { s3Uri } from '../../../../catalog/values/s3-uri.ts';
import { complaint, suggestion } from './spellings.ts';

describe('an S3 URI', () => {
  it.each([
    's3://exports/',
    's3://exports/orders/',
    's3://exports/a//b',
    's3://exports//a',
    's3://exports/größe',
  ])('is taken with the slash behind its bucket: %s', (text) => {
    expect(complaint(s3Uri, text)).toBeUndefined();
  });

  it.each([
    ['s3://exports', 's3://exports/'],
    ['S3://Exports/Orders', 's3://exports/Orders'],
  ])('says what to write instead of %s', (text, written) => {
    expect(suggestion(s3Uri, text)).toBe(written);
  });

  it.each([
    'https://exports.s3.amazonaws.com/a',
    's3:///a',
    's3://a/',
    's3://exports/a b',
    's3://exports/a\n',
    'exports/a',
    '',
  ])('is refused where it is none: %j', (text) => {
    expect(complaint(s3Uri, text)).toMatch(/^must be an S3 URI/);
  });
});
