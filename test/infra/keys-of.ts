import { ofType, type Resource } from './synthesized.ts';

export const keysOf = (all: Resource[], spec: string | undefined): Resource[] =>
  ofType(all, 'AWS::KMS::Key').filter(({ properties }) => properties.KeySpec === spec);

export const signingKeys = (all: Resource[], kind: 'Ticket' | 'Evidence'): Resource[] =>
  keysOf(all, 'ECC_NIST_P256').filter(({ logicalId }) => logicalId.startsWith(`${kind}Keys`));
