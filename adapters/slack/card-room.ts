import { longestSentence } from '../../catalog/sentence.ts';

/**
 * Slack takes some 13,000 characters a message, counted as JSON, where a quote or a line break is two; a card keeps to
 * 12,000. What agents and people write may fill 2 × (600 + 800 + 600), the parameters 2 × 1,000, what is at the target or
 * became of the run 2 × 600; facts, names and what surrounds them have the rest.
 */
export const most = {
  sentence: longestSentence,
  stated: 800,
  votes: 600,
  /** A question or an answer, of which a card has four. */
  question: 200,
  parameters: 1_000,
  target: 600,
  outcome: 600,
  fact: 600,
  because: 200,
  footer: 300,
};

/**
 * On the card of what AWS denied in an hour: six calls, were all of each quotes, are 6 × 2 × (140 + 180 + 100 + 120), and
 * buttons and what surrounds them have the rest. The card of the request that is made of one has room for all of it.
 */
export const mostOfDenied = { sentence: 140, fact: 180, by: 100, whyNot: 120 };

/**
 * On an incident's card, which has more facts, and fewer words of people: were all of it quotes, 2 × (600 + 9 × 140 + 300 + 700 + 300 +
 * 500 + 400 + 300), and what surrounds them has the rest.
 */
export const mostOfIncident = {
  sentence: longestSentence,
  fact: 140,
  resource: 300,
  parameters: 700,
  differences: 300,
  containment: 500,
  explanations: 400,
  footer: 300,
};
