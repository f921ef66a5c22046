import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { imageByDigest, pinnedVersion } from '../../../../catalog/values/pinned.ts';
import { complaint, suggestion } from './spellings.ts';

const digest = `sha256:${'0a'.repeat(32)}`;

describe('a version', () => {
  it('is a number', () => {
    expect(complaint(pinnedVersion, '3')).toBeUndefined();
    expect(complaint(pinnedVersion, '120')).toBeUndefined();
  });

  it.each(['$LATEST', '$DEFAULT', 'latest', '', '0', '03', '3.0', '*', '3\n'])(
    'does not move: %j',
    (text) => {
      expect(complaint(pinnedVersion, text)).toMatch(/^must be the number of a version/);
    },
  );

  it('cannot be left out', () => {
    const command = z.strictObject({ DocumentVersion: pinnedVersion });
    expect(complaint(command, {})).toMatch(/^must be given: without a version/);
  });
});

describe('an image', () => {
  it.each([
    `111122223333.dkr.ecr.eu-central-1.amazonaws.com/churn@${digest}`,
    `localhost:5000/team/churn@${digest}`,
    `churn@${digest}`,
  ])('is named by its digest: %s', (text) => {
    expect(complaint(imageByDigest, text)).toBeUndefined();
  });

  it.each([
    [`repo/churn:7@${digest}`, `repo/churn@${digest}`],
    [`localhost:5000/churn:latest@${digest}`, `localhost:5000/churn@${digest}`],
    [
      `Registry.example/Churn@${digest.toUpperCase()}`.replace('SHA256', 'sha256'),
      `registry.example/churn@${digest}`,
    ],
  ])('says what to write instead of %s', (text, written) => {
    expect(suggestion(imageByDigest, text)).toBe(written);
  });

  it.each([
    'repo/churn',
    'repo/churn:7',
    'repo/churn:latest',
    `@${digest}`,
    'repo/churn@sha256:0a',
    `a b@${digest}`,
    '',
  ])('is refused without one: %j', (text) => {
    expect(complaint(imageByDigest, text)).toMatch(/^must name the image by its digest/);
  });
});
