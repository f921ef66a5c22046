import { memoryAliasStore } from '../support/memory-alias-store.ts';
import { memoryCardStore } from '../support/memory-card-store.ts';
import { memoryRequestStore } from '../support/memory-request-store.ts';
import { memorySlotStore } from '../support/memory-slot-store.ts';
import { memoryTokenStore } from '../support/memory-token-store.ts';
import { requestStoreContract } from './request-store.contract.ts';
import { slotStoreContract } from './slot-store.contract.ts';
import { aliasStoreContract, cardStoreContract, tokenStoreContract } from './small-stores.contract.ts';

const where = 'in memory';
requestStoreContract(where, async () => memoryRequestStore());
slotStoreContract(where, async () => memorySlotStore());
aliasStoreContract(where, async () => memoryAliasStore());
tokenStoreContract(where, async () => memoryTokenStore());
cardStoreContract(where, async () => memoryCardStore());
