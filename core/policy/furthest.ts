/** Of those that are given, the one that stands last in the order. */
export const furthest = <T>(order: readonly T[], given: readonly T[]): T | undefined =>
  order.findLast((one) => given.includes(one));
