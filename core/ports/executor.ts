import type { JsonObject } from '../lib/json.ts';

/** One call of AWS, as it was signed. */
export interface Call {
  requestId: string;
  digest: string;
  agent: string;
  /** Who signed it; nobody, where policy allowed it. */
  approvers: readonly string[];
  action: string;
  resource: string;
  account: string;
  region: string;
  parameters: JsonObject;
}

export type Prepared =
  | { ok: true; accessKeyId: string; send: () => Promise<Sent> }
  /** It cannot be sent: AWS's own code, or ours. */
  | { ok: false; code: string; detail: string };

/** Gets all that the call takes. Before `send` is called nothing MUST have left that changes anything. */
export type PrepareCall = (call: Call) => Promise<Prepared>;

export type Sent =
  /** `shown` is the result without its secrets: all that may be kept. */
  | { kind: 'done'; result: JsonObject; shown: JsonObject; requestId: string | undefined }
  /** AWS refused it: it did not run. */
  | { kind: 'failed'; code: string; message: string; requestId: string | undefined }
  /** It was stopped before it left. */
  | { kind: 'not-sent'; code: string; detail: string }
  /** No answer that tells: it may have run. */
  | { kind: 'unknown'; code: string };
