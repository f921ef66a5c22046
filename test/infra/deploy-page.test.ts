import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../core/lib/json.ts';
import { config, ofType, synthesize } from './synthesized.ts';

const page = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');
const resources = synthesize(config('trial'));
const named = (text = ''): string[] => [...text.matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => name);

describe('docs/deploy.md', () => {
  it('names the role of each function that reads the Slack secret, for a key of your own', () => {
    const [, roles] = /let the roles of ([^.]+) use it through Secrets Manager/.exec(page) ?? [];
    const reading = ofType(resources, 'AWS::IAM::Policy').flatMap(({ properties }) =>
      JSON.stringify(properties.PolicyDocument).includes('secretsmanager:GetSecretValue')
        ? (properties.Roles as JsonObject[]).map(({ Ref }) => String(Ref))
        : [],
    );
    const names = ofType(resources, 'AWS::IAM::Role').flatMap(({ logicalId, properties }) =>
      reading.includes(logicalId)
        ? [/^countersign-trial-(.+)-eu-west-1$/.exec(String(properties.RoleName))?.[1]]
        : [],
    );
    expect(names.length).toBeGreaterThan(5);
    expect(named(roles)).toEqual(names.sort());
  });
});
