import { z } from 'zod';

/** What is asked for, and where: the part of a request that policy, people, records and events all speak of. */
export const subjectShape = {
  action: z.string(),
  resource: z.string(),
  account: z.string(),
  region: z.string(),
  environment: z.string(),
};

const subjectSchema = z.object(subjectShape);
export type Subject = z.infer<typeof subjectSchema>;

export const subjectOf = ({ action, resource, account, region, environment }: Subject): Subject => ({
  action,
  resource,
  account,
  region,
  environment,
});
