import { z } from 'zod';
import { further } from '../further.ts';
import { inTurn } from '../sentence.ts';
import { holds } from '../values/holds.ts';
import { imageByDigest } from '../values/pinned.ts';

/** A container of a task, or what is changed of one. ECS and Batch have the same. */
export interface Container {
  name?: string;
  image?: string;
  privileged?: boolean;
  entryPoint?: readonly string[];
  command?: readonly string[];
  environment?: readonly { name?: string; value?: string }[];
}

export const imagesByDigest = holds(
  z.object({ containerDefinitions: z.array(z.object({ image: imageByDigest })) }),
  'Name every image by its digest: repository@sha256:…, because a tag can be moved to another image',
);

/** As much of a digest as tells it from others. */
export const briefImage = (image: string): string =>
  image.replace(/(?<=@sha256:[0-9a-f]{12})[0-9a-f]+$/, '…');

/** "report from …/report@sha256:9f86d081884c…, with every right on its machine, running: sh -c … with A=1" */
export const sayContainers = (containers: readonly Container[]): string =>
  inTurn(containers.map(sayContainer));

function sayContainer({
  name,
  image,
  privileged,
  entryPoint,
  command,
  environment = [],
  ...rest
}: Container): string {
  const words = [...(entryPoint ?? []), ...(command ?? [])].join(' ');
  const variables = environment.map(({ name = '', value = '' }) => `${name}=${value}`).join(', ');
  return inTurn(
    [
      name ?? 'a container',
      image === undefined ? '' : ` from ${briefImage(image)}`,
      privileged ? ', with every right on its machine' : '',
      entryPoint === undefined && command === undefined ? '' : `, running: ${words}`,
      variables && ` with ${variables}`,
      further({ ...rest, ...(!privileged && { privileged }) }),
    ],
    '',
  );
}
