import { z } from 'zod';
import { once } from '../../../../core/lib/once.ts';

/** As Lambda logs it, in JSON, after each call. */
const reportSchema = z.object({
  record: z.object({ metrics: z.object({ initDurationMs: z.number(), durationMs: z.number() }) }),
});

export function createColdStarts(region: string): (logGroup: string, since: Date) => Promise<number[]> {
  const open = once(async () => {
    const sdk = await import('@aws-sdk/client-cloudwatch-logs');
    return { ...sdk, client: new sdk.CloudWatchLogsClient({ region }) };
  });
  return async (logGroupName, since) => {
    const { client, paginateFilterLogEvents } = await open();
    const taken: number[] = [];
    const pages = paginateFilterLogEvents(
      { client },
      {
        logGroupName,
        startTime: since.getTime(),
        filterPattern: '{ $.type = "platform.report" && $.record.metrics.initDurationMs > 0 }',
      },
    );
    for await (const { events = [] } of pages) {
      for (const { message = '' } of events) {
        const report = reportSchema.safeParse(JSON.parse(message));
        if (!report.success) continue;
        const { initDurationMs, durationMs } = report.data.record.metrics;
        taken.push(initDurationMs + durationMs);
      }
    }
    return taken;
  };
}
