import { servicePlugin } from '../../plugin/service-plugin.ts';
import { awsQuery } from '../../wire/aws-query.ts';
import { operations, securityTokenService } from './service.ts';

/** Who calls. Credentials of roles are given out by whoever runs the emulator, not by an SDK call. */
export const sts = servicePlugin({
  resourceTypes: {},
  needs: {},
  sdk: { protocol: awsQuery('2011-06-15', 'https://sts.amazonaws.com/doc/2011-06-15/'), operations },
  create: () => ({ ok: true, service: { api: undefined, calls: securityTokenService } }),
});
