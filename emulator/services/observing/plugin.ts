import { unreached } from '../../plugin/service-plugin.ts';
import { resourceTypes } from './resource-types.ts';

/** Logs and queries: what operators look at. */
export const observing = unreached(resourceTypes);
