import type { Completed } from './words-of.ts';

/** Where nothing is known, files are offered: most values are one. What stands after `--` is another command's. */
export const bashCompletion = (
  name: string,
  words: readonly Completed[],
): string => `# bash completion of ${name}
_${name}() {
  local cur=\${COMP_LINE:0:COMP_POINT} prev=\${COMP_WORDS[COMP_CWORD - 1]} at='' i
  cur=\${cur##*[[:space:]]}
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    [[ \${COMP_WORDS[i]} == -- ]] && return
    case "\${at:+$at }\${COMP_WORDS[i]}" in
      ${paths(words)}) at="\${at:+$at }\${COMP_WORDS[i]}" ;;
    esac
  done
  case "$at $prev" in
${words.flatMap(valueCases).join('\n')}
  esac
  case "$at" in
${words.map(wordCase).join('\n')}
  esac
  # A colon ends a word in bash: what stands before it is on the line already.
  [[ $cur == *:* && $COMP_WORDBREAKS == *:* ]] && COMPREPLY=("\${COMPREPLY[@]#"\${cur%"\${cur##*:}"}"}")
  return 0
}
complete -o default -F _${name} ${name}
`;

const paths = (words: readonly Completed[]): string =>
  words.flatMap(({ path }) => (path === '' ? [] : `'${path}'`)).join('|');

const valueCases = ({ path, options }: Completed): string[] =>
  options.flatMap(({ flags, values }) =>
    values === undefined
      ? []
      : `    ${flags.map((flag) => `'${path} ${flag}'`).join('|')}) ${reply(values)} return ;;`,
  );

function wordCase({ path, commands, options, values }: Completed): string {
  const flags = options.flatMap((option) => option.flags);
  const others = [...commands.map(({ name }) => name), ...values];
  return `    '${path}') if [[ $cur == -* ]]; then ${reply(flags)} else ${reply(others)} fi ;;`;
}

const reply = (words: readonly string[]): string =>
  words.length === 0 ? ':;' : `COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$cur"));`;
