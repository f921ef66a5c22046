import { servicePlugin } from '../../plugin/service-plugin.ts';
import { queryAccessErrors } from '../../wire/access-errors.ts';
import { awsQuery } from '../../wire/aws-query.ts';
import { iam } from '../iam/plugin.ts';
import { createSts, operations } from './service.ts';

const protocol = awsQuery('2011-06-15', 'https://sts.amazonaws.com/doc/2011-06-15/', queryAccessErrors);

/** Who calls, and sessions of roles for those whom the role trusts. */
export const sts = servicePlugin({
  resourceTypes: {},
  needs: { iam },
  sdk: { protocol, operations },
  create: ({ services, credentials, clock }) => ({
    ok: true,
    service: {
      api: undefined,
      calls: createSts({ authority: services.iam, credentials, now: clock.date }),
    },
  }),
});
