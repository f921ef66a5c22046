import { memoryCardStore } from '../support/memory-card-store.ts';
import { memoryCoverageStore } from '../support/memory-coverage-store.ts';
import { memoryIncidentStore } from '../support/memory-incident-store.ts';
import { memoryKeyStore } from '../support/memory-key-store.ts';
import { memoryPeopleIndex } from '../support/memory-people-index.ts';
import { memoryRateStore } from '../support/memory-rate-store.ts';
import { memoryRequestStore } from '../support/memory-request-store.ts';
import { memoryDeniedStore, memorySightingStore } from '../support/memory-sighting-stores.ts';
import { memorySlotStore } from '../support/memory-slot-store.ts';
import { memoryStandingStore } from '../support/memory-standing-store.ts';
import { memoryThreadStore } from '../support/memory-thread-store.ts';
import { memoryTokenStore } from '../support/memory-token-store.ts';
import { memoryTurnStore } from '../support/memory-turn-store.ts';
import { coverageStoreContract } from './coverage-store.contract.ts';
import { incidentStoreContract } from './incident-store.contract.ts';
import { peopleIndexContract } from './people-index.contract.ts';
import { requestStoreContract } from './request-store.contract.ts';
import { deniedStoreContract, sightingStoreContract } from './sighting-stores.contract.ts';
import { slotStoreContract } from './slot-store.contract.ts';
import {
  cardStoreContract,
  keyStoreContract,
  rateStoreContract,
  threadStoreContract,
  tokenStoreContract,
  turnStoreContract,
} from './small-stores.contract.ts';
import { standingStoreContract } from './standing-store.contract.ts';

const where = 'in memory';
requestStoreContract(where, async () => memoryRequestStore());
incidentStoreContract(where, async () => memoryIncidentStore());
sightingStoreContract(where, async () => memorySightingStore());
deniedStoreContract(where, async () => memoryDeniedStore());
coverageStoreContract(where, async () => memoryCoverageStore());
slotStoreContract(where, async () => memorySlotStore());
keyStoreContract(where, async () => memoryKeyStore());
tokenStoreContract(where, async () => memoryTokenStore());
cardStoreContract(where, async () => memoryCardStore());
threadStoreContract(where, async () => memoryThreadStore());
peopleIndexContract(where, async () => memoryPeopleIndex());
rateStoreContract(where, async () => memoryRateStore());
turnStoreContract(where, async () => memoryTurnStore());
standingStoreContract(where, async () => {
  const requests = memoryRequestStore();
  return { requests, standing: memoryStandingStore(requests) };
});
