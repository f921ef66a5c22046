import { z } from 'zod';
import { formatMissing } from '../../core/lib/format-missing.ts';

const text = z.string().min(1);

/** What a backtest needs of a CloudTrail event. Anything else may stand beside it. */
const eventSchema = z.looseObject({
  eventTime: z.string().regex(/^\d{4}-\d\d-\d\dT/, 'is not a time'),
  eventSource: text,
  eventName: text,
  awsRegion: text,
  recipientAccountId: text.optional(),
  userIdentity: z.looseObject({ arn: z.string().optional(), accountId: z.string().optional() }),
  requestParameters: z.unknown(),
  resources: z.array(z.looseObject({ ARN: z.string().optional() })).nullish(),
});
export type TrailEvent = z.infer<typeof eventSchema>;

export type TrailEventAnswer = { ok: true; event: TrailEvent } | { ok: false; problem: string };

/** An event of a log file, or as `lookup-events` and EventBridge wrap it. */
export function readTrailEvent(json: string): TrailEventAnswer {
  try {
    return readValue(JSON.parse(json));
  } catch {
    return { ok: false, problem: 'is not JSON' };
  }
}

function readValue(value: unknown): TrailEventAnswer {
  const { CloudTrailEvent, detail } = value as { CloudTrailEvent?: unknown; detail?: unknown };
  if (typeof CloudTrailEvent === 'string') return readTrailEvent(CloudTrailEvent);
  const read = eventSchema.safeParse(typeof detail === 'object' && detail !== null ? detail : value, {
    error: formatMissing,
  });
  if (read.success) return { ok: true, event: read.data };
  const [issue] = read.error.issues;
  return { ok: false, problem: `is not a CloudTrail event (${issue?.path.join('.')} ${issue?.message})` };
}
