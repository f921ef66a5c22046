import type { CatalogEntry } from '../entry.ts';

/**
 * Calls that CloudTrail writes as data events, by the source that it gives them: a trail has them only where somebody asked for them,
 * and CloudTrail's own history never. By "Logging data events" of CloudTrail's user guide and each service's own page on CloudTrail;
 * of `PutLogEvents` and `PutEvents` there is nothing at all.
 */
const dataEvents: Readonly<Record<string, readonly string[]>> = {
  'dynamodb.amazonaws.com': [
    ...['BatchExecuteStatement', 'BatchGetItem', 'BatchWriteItem', 'DeleteItem', 'ExecuteStatement'],
    ...['ExecuteTransaction', 'GetItem', 'PutItem', 'Query', 'Scan', 'TransactGetItems'],
    ...['TransactWriteItems', 'UpdateItem'],
  ],
  'events.amazonaws.com': ['PutEvents'],
  'lambda.amazonaws.com': ['Invoke', 'InvokeAsync', 'InvokeWithResponseStream'],
  'logs.amazonaws.com': ['PutLogEvents'],
  'monitoring.amazonaws.com': ['PutMetricData'],
  'rdsdata.amazonaws.com': [
    ...['BatchExecuteStatement', 'BeginTransaction', 'CommitTransaction', 'ExecuteSql', 'ExecuteStatement'],
    'RollbackTransaction',
  ],
  's3.amazonaws.com': [
    ...['AbortMultipartUpload', 'CompleteMultipartUpload', 'CopyObject', 'CreateMultipartUpload'],
    ...['DeleteObject', 'DeleteObjectTagging', 'DeleteObjects', 'GetObject', 'GetObjectAcl'],
    ...['GetObjectAttributes', 'GetObjectLegalHold', 'GetObjectRetention', 'GetObjectTagging'],
    ...['GetObjectTorrent', 'HeadObject', 'ListParts', 'PutObject', 'PutObjectAcl', 'PutObjectLegalHold'],
    ...['PutObjectRetention', 'PutObjectTagging', 'RestoreObject', 'SelectObjectContent', 'UploadPart'],
    'UploadPartCopy',
  ],
  'sns.amazonaws.com': ['Publish', 'PublishBatch'],
  'sqs.amazonaws.com': [
    ...['ChangeMessageVisibility', 'ChangeMessageVisibilityBatch', 'DeleteMessage', 'DeleteMessageBatch'],
    ...['ReceiveMessage', 'SendMessage', 'SendMessageBatch'],
  ],
};

/** Whether CloudTrail tells of such a call: of data events, where settings ask for those of its source. */
export const isToldOf = (
  { cloudTrail }: Pick<CatalogEntry, 'cloudTrail'>,
  askedFor: readonly string[],
): boolean => {
  if (!cloudTrail) return false;
  const { source, names } = cloudTrail;
  const ofData = Object.hasOwn(dataEvents, source) ? (dataEvents[source] ?? []) : [];
  return askedFor.includes(source) || !names.some((name) => ofData.includes(name));
};
