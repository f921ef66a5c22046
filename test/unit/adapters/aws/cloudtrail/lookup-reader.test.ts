import { describe, expect, it } from 'vitest';
import {
  createLookupReader,
  type LookupQuestion,
} from '../../../../../adapters/aws/cloudtrail/lookup-reader.ts';

const place = { account: '111122223333', region: 'eu-west-1' };
const between = { from: '2026-01-03T00:00:00Z', to: '2026-01-03T01:30:00Z' };

function given(answers: Readonly<Record<string, readonly string[][]>>) {
  const asked: string[] = [];
  const reader = createLookupReader({
    gatedReads: ['GetSecretValue'],
    async lookUp(_place, { attribute, from, to, next }: LookupQuestion) {
      const name = `${attribute.AttributeKey}=${attribute.AttributeValue}`;
      const page = Number(next ?? 0);
      asked.push(`${from} ${to} ${name} ${page}`);
      const pages = (from === between.from && answers[name]) || [];
      return { events: pages[page] ?? [], ...(page + 1 < pages.length && { next: String(page + 1) }) };
    },
  });
  const readAll = async (done: readonly string[] = []) => {
    const events: unknown[] = [];
    const names: string[] = [];
    const through: string[] = [];
    for await (const read of reader.read(place, between, done)) {
      if ('why' in read) throw new Error(read.why);
      names.push(read.name);
      if (read.through) through.push(read.through);
      for await (const event of read.events()) events.push(event);
    }
    return { events, names, through };
  };
  return { asked, readAll };
}

describe("CloudTrail's own history is asked", () => {
  it('hour by hour, for gated reads by name and for all that changes something, page by page', async () => {
    const { asked, readAll } = given({
      'EventName=GetSecretValue': [['{"n":1}']],
      'ReadOnly=false': [['{"n":2}', 'no JSON'], ['{"n":3}']],
    });
    const { events, through } = await readAll();
    expect(events).toEqual([{ n: 1 }, { n: 2 }, 'no JSON', { n: 3 }]);
    expect(through).toEqual(['2026-01-03T01:00:00Z', between.to]);
    expect(asked).toEqual([
      '2026-01-03T00:00:00Z 2026-01-03T01:00:00Z EventName=GetSecretValue 0',
      '2026-01-03T00:00:00Z 2026-01-03T01:00:00Z ReadOnly=false 0',
      '2026-01-03T00:00:00Z 2026-01-03T01:00:00Z ReadOnly=false 1',
      '2026-01-03T01:00:00Z 2026-01-03T01:30:00Z EventName=GetSecretValue 0',
      '2026-01-03T01:00:00Z 2026-01-03T01:30:00Z ReadOnly=false 0',
    ]);
  });

  it('not again for what is done', async () => {
    const { asked, readAll } = given({});
    const { names } = await readAll();
    asked.length = 0;
    await readAll([names[0] ?? '']);
    expect(asked[0]).toContain('ReadOnly=false');
  });
});
