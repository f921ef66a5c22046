import type { Plugin } from 'esbuild';

/** zod carries its messages in fifty languages, 250 KB of each bundle. Ours are English. */
export const englishOnly: Plugin = {
  name: 'english-only',
  setup({ onLoad }) {
    onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};
