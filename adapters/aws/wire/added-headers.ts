/** Headers that say nothing of what is asked: who asks, with which program, in which trace, and of how many bytes. */
const headers: ReadonlySet<string> = new Set(
  `
    accept amz-sdk-invocation-id amz-sdk-request authorization content-length content-md5 content-type expect host
    user-agent x-amz-content-sha256 x-amz-date x-amz-glacier-version x-amz-security-token x-amz-sha256-tree-hash
    x-amz-target x-amz-user-agent x-amzn-query-mode x-amzn-trace-id
  `
    .trim()
    .split(/\s+/),
);

export const isAddedHeader = (name: string): boolean =>
  headers.has(name) || /^x-amz-checksum-[a-z0-9]+$/.test(name);
