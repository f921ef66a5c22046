import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditCommand } from '../../../../../clients/cli/audit/command.ts';
import { fourHours, timeIn } from '../../../../support/given/evidence.ts';
import { writeFolder } from '../../../../support/memory-evidence.ts';

describe('audit verify', () => {
  it('finds a whole trail whole', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'trail-'));
    const story = await fourHours();
    writeFolder(story.bucket.objects, dir);
    writeFileSync(join(dir, 'key.pem'), story.key.pem);
    const said: string[] = [];
    const terminal = { out: (t: string) => void said.push(t), err: (t: string) => void said.push(t), exitWith: (code: number) => void said.push(String(code)) };
    await auditCommand(terminal).parseAsync(['verify', '--dir', dir, '--key', join(dir, 'key.pem'), '--to', timeIn(4, 0)], { from: 'user' });
    expect(said).toEqual([expect.stringMatching(/^VERIFIED: 4 signed hours/)]);
  });
});
