import type { AwsCredentialIdentity, HttpRequest, HttpResponse } from '@smithy/types';

export interface ClientSettings {
  region: string;
  credentials: AwsCredentialIdentity;
  requestHandler?: RequestHandler;
  [setting: string]: unknown;
}

/** What a client hands its finished requests to. */
export interface RequestHandler {
  handle(request: HttpRequest, options?: object): Promise<{ response: HttpResponse }>;
  destroy?(): void;
}

/**
 * Every client that runs what people approved MUST be made with these: one request, of what was signed, to the service's own
 * host, whatever the environment or a shared configuration file says.
 */
export const clientSettings = (to: {
  region: string;
  credentials: AwsCredentialIdentity;
}): ClientSettings => ({
  ...to,
  // What cannot be told to have failed may have run.
  maxAttempts: 1,
  retryMode: 'standard',
  defaultsMode: 'standard',
  // A proxy or a test's endpoint in the environment would get a signed request.
  ignoreConfiguredEndpointUrls: true,
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  // A host that is looked up with a call of its own, or made of an account.
  endpointDiscoveryEnabled: false,
  accountIdEndpointMode: 'disabled',
  // S3: the bucket stands in the path, and names nothing that is elsewhere.
  forcePathStyle: true,
  useAccelerateEndpoint: false,
  useArnRegion: false,
  useGlobalEndpoint: false,
  disableMultiregionAccessPoints: true,
  disableS3ExpressSessionAuth: true,
  followRegionRedirects: false,
  // SQS: a queue's address says which queue, not where the request goes.
  useQueueUrlAsEndpoint: false,
  // What it would add or change: checksums where none is required, a compressed body.
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
  disableRequestCompression: true,
  // Nor anything of what is sent in a log.
  logger: silent,
});

const nothing = (): void => {};
const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };
