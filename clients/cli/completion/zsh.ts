import type { Completed } from './words-of.ts';

export const zshCompletion = (name: string, words: readonly Completed[]): string => `#compdef ${name}
_${name}() {
  local at='' word
  local -a offered
  for word in "\${(@)words[2,CURRENT-1]}"; do
    [[ $word == -- ]] && { _files; return }
    case "\${at:+$at }$word" in
      (${words.flatMap(({ path }) => (path === '' ? [] : `'${path}'`)).join('|')}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at \${words[CURRENT-1]}" in
${words.flatMap(valueCases).join('\n')}
  esac
  case "$at" in
${words.map(wordCase).join('\n')}
  esac
  if (( $#offered )); then _describe word offered; else _files; fi
}
compdef _${name} ${name}
`;

const valueCases = ({ path, options }: Completed): string[] =>
  options.flatMap(({ flags, values }) =>
    values === undefined
      ? []
      : `    (${flags.map((flag) => `'${path} ${flag}'`).join('|')}) ${values.length > 0 ? `compadd -- ${values.join(' ')}` : '_files'}; return ;;`,
  );

function wordCase({ path, commands, options, values }: Completed): string {
  const flags = options.flatMap((option) => option.flags.map((flag) => described(flag, option.description)));
  const others = [
    ...commands.map((command) => described(command.name, command.description)),
    ...values.map((value) => described(value, '')),
  ];
  return `    ('${path}') if [[ \${words[CURRENT]} == -* ]]; then offered=(${flags.join(' ')}); else offered=(${others.join(' ')}); fi ;;`;
}

const described = (word: string, description: string): string =>
  `'${`${word.replaceAll(':', '\\:')}:${description}`.replaceAll("'", "'\\''")}'`;
