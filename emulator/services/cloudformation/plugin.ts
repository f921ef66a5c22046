import { servicePlugin } from '../../plugin/service-plugin.ts';
import { awsQuery } from '../../wire/aws-query.ts';
import { cloudFormation, operations } from './service.ts';

/** What stands, as whoever operates it asks for it. Nothing is deployed by a call. */
export const cloudformation = servicePlugin({
  resourceTypes: {},
  needs: {},
  sdk: {
    protocol: awsQuery('2010-05-15', 'http://cloudformation.amazonaws.com/doc/2010-05-15/'),
    operations,
  },
  create: ({ stacks, location, clock }) => ({
    ok: true,
    service: { api: undefined, calls: cloudFormation({ stacks, location, startedAt: clock.date() }) },
  }),
});
