import { toCedar } from '../catalog/generate/cedar-schema.ts';
import { createCaseCheck } from '../catalog/values/iam-case.ts';
import { loadPolicies } from '../clients/cli/policy/policies.ts';
import { environmentOf } from '../core/policy/bundle.ts';
import { createRuleOn } from '../core/policy/engine.ts';
import { routes } from '../functions/api/submit/handler.ts';
import { agentApi } from '../functions/shared/http/agent-api.ts';
import { agentEvent } from '../test/support/given/agent-event.ts';
import { invoke } from '../test/support/given/lambda.ts';
import { memoryKeyStore } from '../test/support/memory-key-store.ts';
import { memoryRateStore } from '../test/support/memory-rate-store.ts';
import { memoryRequestStore } from '../test/support/memory-request-store.ts';
import { memorySlotStore } from '../test/support/memory-slot-store.ts';
import { type Measurement, timed } from './measurement.ts';

/** The whole of `submit` with the real policies and catalog, on stores in memory: what the network does not cost. */
export async function measureSubmit(): Promise<Measurement[]> {
  const loaded = await loadPolicies({ policies: 'policies', settings: 'infra/settings/trial.yaml' });
  if (!loaded.ok) throw new Error('The policies have errors: npx countersign policy check');
  const { bundle, catalog } = loaded.policies;
  let id = 0;
  const ports = {
    ruleOn: createRuleOn(bundle, (...call) => toCedar(catalog, ...call)),
    requests: memoryRequestStore(),
    slots: memorySlotStore(),
    keys: memoryKeyStore(),
    backoff: { sleep: async () => {}, random: () => 0 },
    rates: memoryRateStore(),
    now: () => '2026-01-05T12:00:00.000Z',
    newId: () => {
      id += 1;
      return id.toString(16).padStart(32, '0');
    },
    newToken: () => 'token',
    pendingLimit: Number.MAX_SAFE_INTEGER,
    requestsPerMinute: Number.MAX_SAFE_INTEGER,
  };
  const world = {
    openCatalog: async () => catalog,
    environmentOf: (account: string) => environmentOf(bundle, account),
    dataEvents: [],
    whyNotCase: createCaseCheck(bundle.mentioned),
    region: 'eu-central-1',
  };
  const api = agentApi(bundle.directory, routes(world, ports));
  const submit = async (action: string, change: object): Promise<void> => {
    const example = catalog.find(action)?.example;
    const body = { action, ...example, parameters: { ...example?.parameters, ...change }, reason: 'bench' };
    const as = 'arn:aws:sts::111122223333:assumed-role/agent-etl/bench';
    const answer = await invoke(api, agentEvent({ route: 'POST /v1/requests', body, as }));
    if (answer.statusCode >= 300) throw new Error(`submit answered ${answer.body}`);
  };

  return [
    {
      name: 'submit, allowed',
      unit: 'ms',
      samples: await timed(() => submit('rds:DescribeDBInstances', {})),
    },
    {
      name: 'submit, pending',
      unit: 'ms',
      samples: await timed(() => submit('rds:CreateDBSnapshot', { DBSnapshotIdentifier: `bench-${id}` })),
    },
  ];
}
