import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import { sessionPolicy } from '../../../../catalog/session-policy/session-policy.ts';

const page = readFileSync(new URL('../../../../docs/session-policies.md', import.meta.url), 'utf8');
const here = { partition: 'aws', region: 'eu-central-1', account: '111122223333' };

describe('docs/session-policies.md', () => {
  it.each(['iam:AttachRolePolicy', 'ec2:RunInstances'])('shows what %s is limited to', (action) => {
    const entry = catalogWith().find(action);
    if (!entry) throw new Error(`There is no ${action}.`);
    const made = sessionPolicy(entry, entry.example.parameters, here, '2026-01-31T12:00:00.000Z');
    const shown = page.split(`\`\`\`json ${action}\n`)[1]?.split('\n```')[0] ?? '{}';
    expect(made).toMatchObject({ ok: true, document: JSON.parse(shown) });
  });
});
