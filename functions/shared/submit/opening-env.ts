import { z } from 'zod';

/** What every function that makes requests must be told. */
export const openingEnv = {
  TABLE_NAME: z.string().min(1),
  /** Of what is Countersign's own, and has no name that the policy set could know: API, key, mappings. */
  OWN_IDS: z
    .string()
    .toLowerCase()
    .transform((ids) => ids.split(','))
    .pipe(z.array(z.string().min(8)).min(1)),
  /** With commas, and empty where there are none: the sources whose data events a trail keeps. */
  DATA_EVENTS: z.string().transform((sources) => sources.split(',').filter((source) => source !== '')),
  /** How many requests of one agent may wait for people at the same time. */
  PENDING_LIMIT: z.coerce.number().int().min(1).max(200),
  /** How many requests of one agent are taken in a minute, whatever becomes of them. */
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(1),
};
