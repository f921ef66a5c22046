import type { Argument, Command, Option } from 'commander';

export interface CompletedOption {
  flags: readonly string[];
  description: string;
  /** Left out where it takes no value; empty where the value can be anything. */
  values: readonly string[] | undefined;
}

/** What can be typed after these words. */
export interface Completed {
  /** `policy check`; empty for the program itself. */
  path: string;
  commands: readonly { name: string; description: string }[];
  options: readonly CompletedOption[];
  /** What the arguments can be, where that is known. */
  values: readonly string[];
}

/** What the arguments of a name can be, where commander does not know it. */
type Named = Readonly<Record<string, readonly string[]>>;

/** Every command of a program, as commander knows it: what is completed is what there is. */
export function wordsOf(command: Command, named: Named = {}, path = ''): Completed[] {
  const help = command.createHelp();
  const commands = help.visibleCommands(command);
  const own: Completed = {
    path,
    commands: commands.map((one) => ({ name: one.name(), description: one.description() })),
    options: help.visibleOptions(command).map(completedOption),
    values: command.registeredArguments.flatMap(
      (argument: Argument) => argument.argChoices ?? named[argument.name()] ?? [],
    ),
  };
  const inner = commands.filter((one) => one.name() !== 'help');
  return [
    own,
    ...inner.flatMap((one) => wordsOf(one, named, path === '' ? one.name() : `${path} ${one.name()}`)),
  ];
}

const completedOption = ({
  short,
  long,
  description,
  required,
  optional,
  argChoices,
}: Option): CompletedOption => ({
  flags: [short, long].filter((flag) => flag !== undefined),
  description,
  values: required || optional ? (argChoices ?? []) : undefined,
});
