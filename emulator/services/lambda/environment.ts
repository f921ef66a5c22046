import type { FunctionSpec } from './function-spec.ts';

export interface RoleCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
}

export interface Surroundings {
  region: string;
  endpointUrl: string;
  credentials: RoleCredentials;
  /** What this machine adds for all functions, and says in place of the template. */
  extra: Readonly<Record<string, string>>;
}

/** The whole `process.env` of a function: the template's variables, what whoever runs the template says instead, and what Lambda sets. */
export const functionEnvironment = (spec: FunctionSpec, around: Surroundings): Record<string, string> => ({
  ...spec.environment,
  ...around.extra,
  TZ: ':UTC',
  LAMBDA_TASK_ROOT: spec.folder,
  _HANDLER: spec.handler,
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_FUNCTION_NAME: spec.name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMegabytes),
  AWS_LAMBDA_LOG_GROUP_NAME: spec.logGroup,
  AWS_LAMBDA_LOG_STREAM_NAME: `local/[$LATEST]${spec.name}`,
  AWS_REGION: around.region,
  AWS_DEFAULT_REGION: around.region,
  AWS_ENDPOINT_URL: around.endpointUrl,
  AWS_ACCESS_KEY_ID: around.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: around.credentials.secretAccessKey,
  AWS_SESSION_TOKEN: around.credentials.sessionToken,
  // The SDK would read ~/.aws of whoever runs this.
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
});
