import type { Heartbeats } from '../ports/heartbeats.ts';

/** The session that makes it, and its source identity. */
export const heartbeatSession = 'countersign-heartbeat';

/** Its call, as IAM names it. */
export const heartbeatAction = 'ec2:DeleteKeyPair';

/** Clocks of AWS and of a function, and the time between the note and the call. */
const apartMilliseconds = 60_000;

/** The last one that was made has not come back. Where none was made yet, none is missing. */
export const isMissing = ({ made, seen }: Heartbeats): boolean =>
  made !== undefined && (seen === undefined || Date.parse(seen) < Date.parse(made) - apartMilliseconds);
