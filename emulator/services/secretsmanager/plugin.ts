import { servicePlugin } from '../../plugin/service-plugin.ts';
import { awsJson } from '../../wire/aws-json.ts';
import { kms } from '../kms/plugin.ts';
import { resourceTypes } from './resource-types.ts';
import { secretsOf } from './secrets.ts';
import { createSecretsManager, operations } from './service.ts';

export const secretsmanager = servicePlugin({
  resourceTypes,
  needs: { kms },
  sdk: { protocol: awsJson('1.1', 'secretsmanager'), operations },
  create({ resources, services, settings, location, clock }) {
    const { customerKey } = services.kms;
    const secrets = secretsOf(resources, { values: settings.secrets, location, customerKey });
    return {
      ok: true,
      service: { api: undefined, calls: createSecretsManager({ secrets, now: clock.date }) },
    };
  },
});
