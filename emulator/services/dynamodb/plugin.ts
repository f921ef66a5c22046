import { servicePlugin } from '../../plugin/service-plugin.ts';
import { awsJson } from '../../wire/aws-json.ts';
import { kms } from '../kms/plugin.ts';
import { operations } from './operations.ts';
import { resourceTypes } from './resource-types.ts';
import { createDynamoDb } from './service.ts';
import { tablesOf } from './tables.ts';

/** Tables with their streams, on dynalite. */
export const dynamodb = servicePlugin({
  resourceTypes,
  needs: { kms },
  sdk: { protocol: awsJson('1.0', 'DynamoDB_20120810'), operations },
  create({ resources, services, clock, randomBytes }) {
    const tables = tablesOf(resources, services.kms.customerKey);
    const { needs, handle, start, ...api } = createDynamoDb({ tables, now: clock.date, randomBytes });
    return { ok: true, service: { api: { tables, ...api }, calls: { needs, handle }, start } };
  },
});
