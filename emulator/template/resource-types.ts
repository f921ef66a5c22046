import { dynamodb } from './types/dynamodb.ts';
import { httpApi } from './types/http-api.ts';
import { iam } from './types/iam.ts';
import { kms } from './types/kms.ts';
import { lambda } from './types/lambda.ts';
import { messaging } from './types/messaging.ts';
import { observing } from './types/observing.ts';
import { s3 } from './types/s3.ts';
import { states } from './types/states.ts';

/** Every resource type that a template may hold. One that is missing here stops the start by name. */
export const resourceTypes = {
  ...dynamodb,
  ...s3,
  ...kms,
  ...iam,
  ...lambda,
  ...states,
  ...httpApi,
  ...messaging,
  ...observing,
};

export type TypeName = keyof typeof resourceTypes;
