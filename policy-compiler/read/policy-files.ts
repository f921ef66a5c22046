import { type Finding, finding } from '../finding.ts';
import type { PolicyFile } from './parse-policies.ts';

/** The files of a policy folder by what they are. */
export interface PolicyFiles {
  policies: PolicyFile[];
  directory: PolicyFile | undefined;
  /** The deployment's own actions. */
  actions: PolicyFile | undefined;
  cases: PolicyFile[];
  /** What nobody reads: its author thinks otherwise. */
  strays: PolicyFile[];
  /** The folder itself, with a slash at its end. */
  root: string;
}

export function sortFiles(files: readonly PolicyFile[]): PolicyFiles {
  const root = rootOf(files.map(({ path }) => path));
  const within =
    (pattern: RegExp) =>
    ({ path }: PolicyFile): boolean =>
      path.startsWith(root) && pattern.test(path.slice(root.length));
  return {
    root,
    policies: files.filter(within(patterns.policies)),
    directory: files.find(within(patterns.directory)),
    actions: files.find(within(patterns.actions)),
    cases: files.filter(within(patterns.cases)),
    strays: files.filter((file) => !Object.values(patterns).some((pattern) => within(pattern)(file))),
  };
}

const patterns = {
  policies: /\.cedar$/,
  directory: /^directory\.yaml$/,
  actions: /^actions\.yaml$/,
  cases: /^cases\/.+\.yaml$/,
  notes: /\.md$|(^|\/)\.[^/]+$/,
} as const;

/** A forbid in `never.ceder` would forbid nothing. */
export const checkStrays = ({ strays }: PolicyFiles): Finding[] =>
  strays.map(({ path: file }) =>
    finding(
      'stray-file',
      { file, line: 1, column: 1 },
      'is read by nobody: policies end in .cedar, beside them stand directory.yaml, actions.yaml, cases/*.yaml and *.md',
    ),
  );

/** Where the directory lies, or else the outermost file. */
function rootOf(paths: readonly string[]): string {
  const folders = (paths.some(isDirectory) ? paths.filter(isDirectory) : paths).map(folderOf);
  return folders.reduce((outer, folder) => (folder.length < outer.length ? folder : outer), folders[0] ?? '');
}

const isDirectory = (path: string): boolean => /(^|\/)directory\.yaml$/.test(path);
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
