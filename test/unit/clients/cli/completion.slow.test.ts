import { execFileSync } from 'node:child_process';
import { Command, Option } from 'commander';
import { describe, expect, it } from 'vitest';
import { requestCommand } from '../../../../clients/cli/agent/request.ts';
import { completionCommand } from '../../../../clients/cli/completion/command.ts';
import { wordsOf } from '../../../../clients/cli/completion/words-of.ts';
import { policyCommand } from '../../../../clients/cli/policy/command.ts';

/** Some of the real commands, and one with everything that a shell could stumble over. */
function programOf(out: (text: string) => void): Command {
  const terminal = { out, err: () => {}, exitWith: () => {} };
  const odd = new Command('odd')
    .description(`it's "odd": $(rm -rf /) \`x\` \\ done`)
    .addOption(new Option('-c, --colour <name>', "what's shown: $HOME").choices(['red', 'green']));
  return new Command('countersign')
    .addCommand(requestCommand())
    .addCommand(policyCommand())
    .addCommand(odd)
    .addCommand(completionCommand(terminal));
}

function scriptFor(shell: string): string {
  let script = '';
  programOf((text) => {
    script = text;
  }).parse(['completion', shell], { from: 'user' });
  return script;
}

const bash = scriptFor('bash');
/** What a real bash offers for a line, with the cursor at its end, whose words end at colons as well. */
const offered = (...words: string[]): string[] => {
  const broken = words.flatMap((word) => word.split(/(:)/).filter((part, at) => part !== '' || at === 0));
  const line = ['countersign', ...words].join(' ');
  const ask = `COMP_LINE=$1 COMP_POINT=\${#1} COMP_WORDS=("\${@:2}") COMP_CWORD=$(($# - 2)); _countersign; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['--norc', '-c', `${bash}\n${ask}`, 'bash', line, 'countersign', ...broken], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter((word) => word !== '');
};

describe('completion in bash', () => {
  it('offers every command and every option, wherever they are', () => {
    const all = wordsOf(programOf(() => {}));
    expect(all.length).toBeGreaterThan(8);
    for (const { path, commands, options } of all) {
      const before = path === '' ? [] : path.split(' ');
      if (commands.length > 0) expect(offered(...before, '')).toEqual(commands.map(({ name }) => name));
      expect(offered(...before, '-')).toEqual(options.flatMap(({ flags }) => flags));
    }
  });

  it('completes what was begun', () => {
    expect(offered('poli')).toEqual(['policy']);
    expect(offered('policy', 'ba')).toEqual(['backtest']);
    expect(offered('request', 'iam:CreateUser', '--re')).toEqual(['--region', '--resource', '--reason']);
  });

  it('offers the values of an option, and of an argument', () => {
    expect(offered('policy', 'check', '--format', '')).toEqual(['text', 'json', 'github']);
    expect(offered('odd', '-c', 'g')).toEqual(['green']);
    expect(offered('completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  it('offers actions, of which bash has the part before the colon already', () => {
    expect(offered('request', 'iam:AttachRoleP')).toEqual(['AttachRolePolicy']);
    expect(offered('request', 'terra')).toEqual(['terraform:apply']);
  });

  it('leaves files to bash where a value can be anything, and what stands after -- to its command', () => {
    expect(offered('policy', 'check', '--policies', '')).toEqual([]);
    expect(offered('request', '--', 'policy', '')).toEqual([]);
    expect(bash).toContain('complete -o default -F _countersign countersign');
  });
});

describe('completion', () => {
  it('runs nothing that a description holds', () => {
    for (const shell of ['zsh', 'fish']) expect(scriptFor(shell)).toMatch(/it'\\''s|it\\'s/);
    expect(offered('od')).toEqual(['odd']);
  });

  it.each(['zsh', 'fish'])('in %s has every command and every option', (shell) => {
    const script = scriptFor(shell);
    for (const { path, options } of wordsOf(programOf(() => {}))) {
      expect(script).toContain(`'${path}`);
      for (const { flags } of options)
        for (const flag of flags) expect(script).toContain(flag.replace(/^-+/, ''));
    }
  });
});
