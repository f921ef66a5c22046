/** The table's own attribute: DynamoDB deletes an item some time after this second, without charge. */
export const expiring = (at: string, seconds: number) => ({
  expires: { N: String(Math.floor(Date.parse(at) / 1_000) + seconds) },
});
