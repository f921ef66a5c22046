import { digestOf, type Keys, readTicket, type StartedRequest, type Submission } from '@countersign/client';

/** What is about to run. */
export interface Wish {
  submission: Submission;
  command: readonly string[];
  /** The parameter that is the command line, where the action has one. */
  parameter: string | undefined;
}

export interface WhyNot {
  /** With keys that are read anew it may hold. */
  unknownKey: boolean;
  detail: string;
}

/**
 * Why this command must not run by this ticket; undefined where it may. The digest is made anew of what is about to run,
 * the command included, and of the place that the ticket names: no answer of the API is believed that its key has not signed.
 */
export async function whyNotRun(
  { id, ticket }: Pick<StartedRequest, 'id' | 'ticket'>,
  keys: Keys,
  { submission, command, parameter }: Wish,
  now: Date,
): Promise<WhyNot | undefined> {
  const read = await readTicket(ticket, keys, now);
  if (!read.ok)
    return { unknownKey: read.code === 'unknown-key', detail: `The ticket does not hold: ${read.detail}` };
  const { request, digest, agent, account, region } = read.claims;
  if (request !== id) return { unknownKey: false, detail: `The ticket is for request ${request}.` };
  const { action, resource } = submission;
  const parameters = {
    ...submission.parameters,
    ...(parameter === undefined ? {} : { [parameter]: command }),
  };
  const own = digestOf({ agent, action, resource, account, region, parameters });
  return own === digest
    ? undefined
    : { unknownKey: false, detail: `The command has the digest ${own}, and ${digest} was signed.` };
}
