/** What a card calls people and accounts by, as far as somebody has said so. */
export interface CardNames {
  /** The Slack id of a person. */
  userOf: (person: string) => string | undefined;
  accountName: (account: string) => string | undefined;
  /** Where tickets are read: `{ticket}` stands for what the agent calls its own. */
  ticketUrl?: string | undefined;
}

/** People by their e-mail, and accounts by their digits. */
export const noNames: CardNames = { userOf: () => undefined, accountName: () => undefined };
