import { z } from 'zod';

/** Licences that let anybody ship the package in a program under Apache-2.0, by their SPDX ids. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
]);

/** What npm writes of each package that it has installed, under the folder it stands in. */
export const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ dev: z.boolean().optional(), link: z.boolean().optional(), license: z.string().optional() }),
  ),
});

/** The packages that run for a user and whose licence is not on the list. */
export const refusedLicences = ({ packages }: z.infer<typeof lockSchema>): string[] =>
  Object.entries(packages)
    .filter(([folder, { dev, link }]) => folder.startsWith('node_modules/') && !dev && !link)
    .filter(([, { license }]) => !isAllowed(license))
    .map(([folder, { license }]) => `${folder}: ${license ?? 'says no licence'}`);

/** One of several that can be chosen is enough. Every other expression is for people to read. */
const isAllowed = (expression = ''): boolean =>
  /^\(?[^()]+\)?$/.test(expression) &&
  expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((id) => allowed.has(id));
