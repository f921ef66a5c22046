import { afterEach, expect, it } from 'vitest';
import { createAccountAccess } from '../../../../../../clients/cli/doctor/aws/account-access.ts';
import { jsonService } from './json-service.ts';

let service: Awaited<ReturnType<typeof jsonService>>;
afterEach(() => service.close());

const report = JSON.stringify({ type: 'platform.report', record: { status: 'success' } });
/** As `revoke` logs it. */
const notRemoved = (account: string, message: string) =>
  JSON.stringify({
    level: 'ERROR',
    code: 'denials-not-removed',
    account,
    error: { name: 'Error', message, stack: 'Error' },
  });

it('hears from the log of revoke which accounts did not let it in, page by page, each as it was last', async () => {
  service = await jsonService({
    FilterLogEvents: ({ nextToken }) =>
      nextToken
        ? { events: [{ message: notRemoved('444455556666', 'later') }, { message: report }] }
        : {
            events: [
              { message: notRemoved('444455556666', 'first') },
              { message: notRemoved('777788889999', 'AccessDenied') },
              { message: report },
              { message: JSON.stringify({ code: 'something-else' }) },
            ],
            nextToken: 'more',
          },
  });
  const since = new Date('2026-01-05T12:00:00.000Z');
  expect(await createAccountAccess('eu-west-1').shutOut('/countersign/trial/revoke', since)).toEqual({
    calls: 2,
    accounts: [
      { account: '444455556666', why: 'later' },
      { account: '777788889999', why: 'AccessDenied' },
    ],
  });
  expect(service.calls[0]?.[1]).toMatchObject({
    logGroupName: '/countersign/trial/revoke',
    startTime: since.getTime(),
    filterPattern: expect.stringContaining('denials-not-removed'),
  });
});
