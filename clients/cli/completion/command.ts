import { Argument, Command } from 'commander';
import { catalogWith } from '../../../catalog/catalog.ts';
import { processTerminal, type Terminal } from '../terminal.ts';
import { bashCompletion } from './bash.ts';
import { fishCompletion } from './fish.ts';
import { wordsOf } from './words-of.ts';
import { zshCompletion } from './zsh.ts';

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

const help = `
bash:  eval "$(countersign completion bash)"          in ~/.bashrc
zsh:   eval "$(countersign completion zsh)"           in ~/.zshrc, after compinit
fish:  countersign completion fish | source           in ~/.config/fish/config.fish`;

/** Those of every deployment; the shell reads them once, when it starts. */
const actions = (): string[] => catalogWith().entries.map(({ action }) => action);

/** Of the program that it becomes a command of. */
export function completionCommand(terminal: Terminal = processTerminal): Command {
  const command = new Command('completion')
    .description('what a shell needs to complete these commands')
    .addArgument(new Argument('<shell>', 'whose').choices(Object.keys(shells)))
    .addHelpText('after', help);
  return command.action((shell: keyof typeof shells) => {
    const program = command.parent ?? command;
    terminal.out(shells[shell](program.name(), wordsOf(program, { action: actions() })).trimEnd());
  });
}
