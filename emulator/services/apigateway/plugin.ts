import { systemClock } from '../../clock/clock.ts';
import { NotImplementedLocally } from '../../lib/not-implemented-locally.ts';
import { servicePlugin } from '../../plugin/service-plugin.ts';
import { iam } from '../iam/plugin.ts';
import { lambda } from '../lambda/plugin.ts';
import { apisOf } from './api-spec.ts';
import { apiGateway } from './handle-request.ts';
import { inTime } from './in-time.ts';
import { invokeAccess } from './invoke-access.ts';
import { resourceTypes } from './resource-types.ts';
import { type ApiServer, startApi } from './start-api.ts';

/** One HTTP API whose routes lead to functions, on an address of its own. */
export const apigateway = servicePlugin({
  resourceTypes,
  needs: { iam, lambda },
  create({ resources, location, services, settings, clock, credentials, randomBytes }) {
    const [api, ...others] = apisOf(resources, location, services.lambda.mayInvoke);
    if (!api || others.length > 0) {
      throw new NotImplementedLocally(`a template with ${api ? others.length + 1 : 0} HTTP APIs`);
    }
    const handle = apiGateway({
      api,
      secretFor: credentials.secretFor,
      mayCall: invokeAccess(services.iam, settings.mayCallApi),
      // A caller's patience is real, whatever the emulator's clock says.
      invoke: (arn, event, timeout) => inTime(services.lambda.invoke(arn, event), timeout, systemClock),
      now: clock.date,
      callersNow: () => new Date(),
      newRequestId: () => `${randomBytes(11).toString('base64url')}=`,
    });
    let server: ApiServer | undefined;
    return {
      ok: true,
      service: {
        api: {
          url(): string {
            if (!server) throw new Error('The HTTP API is not open yet.');
            return server.url;
          },
        },
        async open() {
          server = await startApi({ port: settings.apiPort, handle, onBug: settings.onBug });
        },
        close: async () => server?.close(),
      },
    };
  },
});
