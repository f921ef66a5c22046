import { z } from 'zod';
import { matching } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { atLeastOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';

export const repositoryName = matching(
  '[a-z0-9]+(?:[._/-][a-z0-9]+)*',
  256,
  'must be the name of a repository',
);
export const imageTag = matching('[\\w][\\w.-]{0,127}', 128, 'must be a tag');
export const imageDigest = matching('sha256:[0-9a-f]{64}', 71, 'must be a digest such as sha256:…');

export const imageIds = distinct(
  z
    .strictObject({ imageDigest: imageDigest.optional(), imageTag: imageTag.optional() })
    .refine(...atLeastOne('imageDigest', 'imageTag')),
).max(100);

export const sayImages = (images: readonly { imageDigest?: string; imageTag?: string }[]): string =>
  listed(
    images.map(({ imageDigest: digest = '', imageTag: tag = '' }) =>
      [tag, digest].filter((each) => each !== '').join(' '),
    ),
    { most: 5 },
  );
