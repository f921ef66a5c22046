import { findOperation, loadShapes, type Operation } from '../shapes/load-shapes.ts';
import { serviceOfSource } from './event-sources.ts';
import type { TrailEvent } from './trail-event.ts';

/** Names that CloudTrail has for operations and that are neither theirs nor IAM's. */
const otherwise: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  s3: {
    DeleteAccountPublicAccessBlock: ['s3-control.DeletePublicAccessBlock'],
    DeleteBucketPublicAccessBlock: ['DeletePublicAccessBlock'],
    GetBucketLifecycle: ['GetBucketLifecycleConfiguration'],
    ListObjects: ['ListObjectsV2', 'ListObjects'],
    PutBucketInventory: ['PutBucketInventoryConfiguration'],
    PutBucketLifecycle: ['PutBucketLifecycleConfiguration'],
  },
};

/** The operation without the version of its API: `UpdateFunctionCode20150331v2`, `CreateDistribution2020_05_31`. */
export const withoutVersion = (eventName: string): string =>
  eventName.replace(/(?:\d{4}_\d\d_\d\d|20\d{6}(?:v\d+)?)$/, '');

/** What of AWS's operations an event can be of: one, or the several that CloudTrail reports under one name. */
export function operationsOfEvent({
  eventSource,
  eventName,
}: Pick<TrailEvent, 'eventSource' | 'eventName'>): readonly Operation[] {
  const service = serviceOfSource(eventSource);
  const shapes = service === undefined ? undefined : loadShapes(service);
  if (service === undefined || !shapes) return [];
  const names = otherNames(service, eventName) ?? [eventName, withoutVersion(eventName)];
  const found = names.flatMap((name) => findOperation(shapes, name) ?? []);
  return [...new Set(found)];
}

/** An event can have any name, `constructor` too. */
const otherNames = (service: string, eventName: string): readonly string[] | undefined =>
  Object.entries(otherwise[service] ?? {}).find(([name]) => name === eventName)?.[1];
