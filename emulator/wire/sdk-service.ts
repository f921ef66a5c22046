import type { Implemented } from './implemented.ts';
import type { Protocol } from './protocol.ts';
import type { CallHandler } from './service-call.ts';

/** The SDK calls of one service: how they travel, and which of them, with which fields, are answered. */
export interface SdkCalls {
  protocol: Protocol;
  operations: Implemented;
}

export interface SdkService extends SdkCalls, CallHandler {}

/** By the name that SigV4 gives them. */
export type SdkServices = Readonly<Record<string, SdkService>>;
