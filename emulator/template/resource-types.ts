import { httpApi } from '../services/apigateway/resource-types.ts';
import { dynamodb } from '../services/dynamodb/resource-types.ts';
import { messaging } from '../services/events/resource-types.ts';
import { iam } from '../services/iam/resource-types.ts';
import { kms } from '../services/kms/resource-types.ts';
import { lambda } from '../services/lambda/resource-types.ts';
import { observing } from '../services/observing/resource-types.ts';
import { s3 } from '../services/s3/resource-types.ts';
import { states } from '../services/states/resource-types.ts';

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
