/**
 * An error as the Amazon States Language knows it. The language itself throws and catches these, with Retry and Catch,
 * so here they are thrown too; one location catches them.
 */
export class StateFailure extends Error {
  readonly error: string;
  /** Timeouts have none, as in AWS. */
  readonly reason: string | undefined;

  constructor(error: string, reason?: string) {
    super(reason === undefined ? error : `${error}: ${reason}`);
    this.name = 'StateFailure';
    this.error = error;
    this.reason = reason;
  }
}

/** What Catch sees as $states.errorOutput, and an execution as its end. */
export type ErrorOutput = { Error: string; Cause?: string };

export const errorOutput = ({ error, reason }: StateFailure): ErrorOutput =>
  reason === undefined ? { Error: error } : { Error: error, Cause: reason };
