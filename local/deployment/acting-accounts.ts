/** Where agents act, what stands there, and the names by which it is known. */
export interface ActingAccounts {
  ids: readonly string[];
  /** Where they are watched. */
  regions: readonly string[];
  accountStack: string;
  regionStack: string;
  /** Of the policy that is the boundary of agents' roles. */
  boundary: string;
}
