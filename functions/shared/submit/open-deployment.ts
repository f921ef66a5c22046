import { randomBytes } from 'node:crypto';
import { catalogOnDemand, type OpenCatalog } from '../../../catalog/catalog-on-demand.ts';
import { customActionsSchema } from '../../../catalog/custom/custom-action.ts';
import { toCedar } from '../../../catalog/generate/cedar-schema.ts';
import { createCaseCheck } from '../../../catalog/values/iam-case.ts';
import type { Directory } from '../../../core/directory/directory.ts';
import { environmentOf, openBundle, type Policy, withOwnIds } from '../../../core/policy/bundle.ts';
import type { Channels } from '../../../core/policy/channels.ts';
import { createRuleOn } from '../../../core/policy/engine.ts';
import type { RuleOn } from '../../../core/policy/ruling.ts';
import { loadJson, readBundled } from '../load-json.ts';
import type { SubmitContext } from './read-submission.ts';

export interface OpenDeployment {
  context: Omit<SubmitContext, 'catalog'> & { openCatalog: OpenCatalog };
  directory: Directory;
  policies: readonly Policy[];
  channels: Channels;
  ruleOn: RuleOn;
  now: () => string;
  ids: { newId: () => string; newToken: () => string };
}

/** All that rules on requests, as it lies beside the code of the function whose `import.meta.url` this is. */
export function openDeployment(
  { OWN_IDS, DATA_EVENTS }: { OWN_IDS: readonly string[]; DATA_EVENTS: readonly string[] },
  base: string,
): OpenDeployment {
  const bundle = withOwnIds(openBundle(readBundled('./policy.json', base)), OWN_IDS);
  const { find, openCatalog } = catalogOnDemand(loadJson(customActionsSchema, './actions.json', base));
  return {
    context: {
      openCatalog,
      environmentOf: (account) => environmentOf(bundle, account),
      whyNotCase: createCaseCheck(bundle.mentioned),
      region: process.env.AWS_REGION ?? '',
      dataEvents: DATA_EVENTS,
    },
    directory: bundle.directory,
    policies: bundle.policies,
    channels: bundle.channels,
    ruleOn: createRuleOn(bundle, (...call) => toCedar({ find }, ...call)),
    now: () => new Date().toISOString(),
    ids: {
      newId: () => randomBytes(16).toString('hex'),
      newToken: () => randomBytes(32).toString('base64url'),
    },
  };
}
