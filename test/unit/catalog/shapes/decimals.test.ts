import { describe, expect, it } from 'vitest';
import { decimalsIn, unknownNumbers } from '../../../../catalog/shapes/generate/decimals.ts';
import { numbersIn } from '../../../../catalog/shapes/generate/from-botocore.ts';
import { fromClient } from '../../../../catalog/shapes/generate/from-client.ts';
import type { ServiceFile } from '../../../../catalog/shapes/service-file.ts';

const shapes = {
  Limits: {
    type: 'structure',
    members: {
      Rate: { shape: 'Double' },
      Weights: { shape: 'Weights' },
      Shares: { shape: 'Shares' },
      Count: { shape: 'Integer' },
      Name: { shape: 'String' },
    },
  },
  Weights: { type: 'map', key: { shape: 'String' }, value: { shape: 'Float' } },
  Shares: { type: 'list', member: { shape: 'Weights' } },
  Double: { type: 'double' },
  Float: { type: 'float' },
  Integer: { type: 'integer' },
  String: { type: 'string' },
};

describe('the numbers of a client that need not be whole', () => {
  it('are those that botocore calls float or double, also in lists and maps', () => {
    const { decimals, members } = numbersIn({ shapes });
    expect([...decimals]).toEqual(['Limits.Rate', 'Limits.Weights', 'Limits.Shares']);
    expect(members).toContain('Limits.Count');
  });

  it('stand in the file of a service, and are read back from it', async () => {
    const decimals = new Set(['AliasRoutingConfiguration.AdditionalVersionWeights']);
    const lines = await fromClient('lambda', decimals);
    expect(lines.structures.AliasRoutingConfiguration).toBe('AdditionalVersionWeights: {decimal}');
    expect(lines.structures.EphemeralStorage).toBe('Size*: number');
    expect(decimalsIn({ lambda: lines })('lambda')).toEqual(decimals);
    expect(decimalsIn({ lambda: lines })('sfn')).toEqual(new Set());
  });

  it('are all known to botocore, or it is told which are not', () => {
    const file: ServiceFile = {
      cache: {
        protocol: 'awsJson1_0',
        operations: {},
        structures: { Limits: 'Rate: decimal, Count: number, Newer: [number], Name' },
        secretResults: {},
      },
    };
    expect(unknownNumbers(file, new Map([['cache', numbersIn({ shapes })]]))).toEqual(['cache:Limits.Newer']);
    expect(unknownNumbers(file, new Map())).toHaveLength(3);
  });
});
