/** What a verifier finds, by codes that stay. docs/evidence.md says what each one means; both verifiers give the same. */
export const faultCodes = [
  'digest-missing',
  'digest-unreadable',
  'digest-misplaced',
  'digest-unchained',
  'digest-copy-differs',
  'key-unknown',
  'signature-wrong',
  'object-missing',
  'object-changed',
  'object-unlisted',
  'object-unreadable',
  'root-differs',
  'record-changed',
  'record-missing',
  'record-unlinked',
  'record-forked',
  'columns-differ',
  'table-differs',
  'not-locked',
  'more-versions',
] as const;
export type FaultCode = (typeof faultCodes)[number];

export interface Fault {
  code: FaultCode;
  /** The key of the object where it is. */
  object: string;
  /** The id of the record that it is about. */
  record?: string;
  /** Where the line of the record begins, counted in what the object unpacks to. */
  byte?: number;
  detail: string;
}
