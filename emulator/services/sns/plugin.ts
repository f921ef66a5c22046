import { unreached } from '../../plugin/service-plugin.ts';
import { resourceTypes } from './resource-types.ts';

/** Topics that alarms notify. Metrics are not collected here, so no alarm does. */
export const sns = unreached(resourceTypes);
