import { apigateway } from './services/apigateway/plugin.ts';
import { cloudformation } from './services/cloudformation/plugin.ts';
import { dynamodb } from './services/dynamodb/plugin.ts';
import { events } from './services/events/plugin.ts';
import { iam } from './services/iam/plugin.ts';
import { kms } from './services/kms/plugin.ts';
import { lambda } from './services/lambda/plugin.ts';
import { monitoring } from './services/monitoring/plugin.ts';
import { observing } from './services/observing/plugin.ts';
import { s3 } from './services/s3/plugin.ts';
import { scheduler } from './services/scheduler/plugin.ts';
import { secretsmanager } from './services/secretsmanager/plugin.ts';
import { sns } from './services/sns/plugin.ts';
import { sqs } from './services/sqs/plugin.ts';
import { states } from './services/states/plugin.ts';
import { sts } from './services/sts/plugin.ts';

/** Every service that is played here, by the name that the SDK signs its calls for. */
export const registry = {
  apigateway,
  cloudformation,
  dynamodb,
  events,
  iam,
  kms,
  lambda,
  monitoring,
  observing,
  s3,
  scheduler,
  secretsmanager,
  sns,
  sqs,
  states,
  sts,
};
