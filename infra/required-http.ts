import type { Plugin } from 'esbuild';

/**
 * An `import` of node:http reads each of its exports, and for `WebSocket`, which we have no use for, Node then loads
 * undici: a tenth of a cold start. What is required is not read.
 */
export const requiredHttp: Plugin = {
  name: 'required-http',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:node:)?http$/ }, () => ({ path: 'node:http', namespace: 'required' }));
    onLoad({ filter: /^/, namespace: 'required' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
  },
};
