import type { Completed } from './words-of.ts';

export const fishCompletion = (
  name: string,
  words: readonly Completed[],
): string => `# fish completion of ${name}
function __${name}_at
  set -l at ''
  for word in (commandline -opc)[2..-1]
    test "$word" = -- && return 1
    switch (string trim "$at $word")
      case ${words.flatMap(({ path }) => (path === '' ? [] : `'${path}'`)).join(' ')}
        set at (string trim "$at $word")
    end
  end
  test "$at" = "$argv[1]"
end
${words.flatMap((each) => lines(name, each)).join('\n')}
`;

function lines(name: string, { path, commands, options, values }: Completed): string[] {
  const here = `complete -c ${name} -n "__${name}_at '${path}'"`;
  const takesFiles = commands.length + values.length === 0;
  return [
    ...commands.map((command) => `${here} -f -a ${quoted(command.name)} -d ${quoted(command.description)}`),
    ...(values.length > 0 ? [`${here} -f -a ${quoted(values.join(' '))}`] : []),
    ...options.map((option) => {
      const flags = option.flags.map((flag) =>
        flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
      );
      return [
        here,
        ...(takesFiles ? [] : ['-f']),
        ...flags,
        ...(option.values === undefined ? [] : ['-r']),
        ...(option.values?.length ? [`-f -a ${quoted(option.values.join(' '))}`] : []),
        `-d ${quoted(option.description)}`,
      ].join(' ');
    }),
  ];
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
