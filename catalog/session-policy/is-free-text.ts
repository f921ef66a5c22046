/** What people write as they like: an ARN in it is not one that the call touches. */
export const isFreeText = (member: string): boolean => /tag|description|comment|reason/i.test(member);
