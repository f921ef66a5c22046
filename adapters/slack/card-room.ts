import { longestSentence } from '../../catalog/sentence.ts';

/**
 * Slack takes some 13,000 characters a message, counted as JSON, where a quote or a line break is two; a card keeps to
 * this many.
 */
export const mostOnCard = 12_000;

/** Of what is signed, which gives way to nothing: were all of it quotes, 2 × (600 + 1,000 + 600 + 220). */
export const most = { sentence: longestSentence, parameters: 1_000, target: 600, resource: 220 };

/** For everything else on the card: characters, or how many of them. */
export interface CardRoom {
  stated: number;
  fact: number;
  because: number;
  votes: number;
  /** With their reasons. */
  votesRead: number;
  /** A question or an answer. */
  question: number;
  questionsRead: number;
  substitutes: number;
  /** Those who are rung. */
  rung: number;
  outcome: number;
  footer: number;
}

/** A card is drawn in the first of these that it fits into. Only what somebody has filled to the brim needs the others. */
export const rooms: readonly CardRoom[] = [
  {
    stated: 800,
    fact: 600,
    because: 200,
    votes: 600,
    votesRead: 20,
    question: 200,
    questionsRead: 2,
    substitutes: 3,
    rung: 20,
    outcome: 600,
    footer: 300,
  },
  {
    stated: 400,
    fact: 300,
    because: 120,
    votes: 400,
    votesRead: 6,
    question: 100,
    questionsRead: 2,
    substitutes: 2,
    rung: 20,
    outcome: 400,
    footer: 200,
  },
  {
    stated: 80,
    fact: 150,
    because: 30,
    votes: 120,
    votesRead: 1,
    question: 60,
    questionsRead: 0,
    substitutes: 1,
    rung: 6,
    outcome: 200,
    footer: 80,
  },
];

/**
 * On the card of what AWS denied in an hour: six calls, were all of each quotes, are 6 × 2 × (140 + 180 + 100 + 120), and
 * buttons and what surrounds them have the rest. The card of the request that is made of one has room for all of it.
 */
export const mostOfDenied = { sentence: 140, fact: 180, by: 100, whyNot: 120 };

/**
 * On an incident's card, which has more facts, and fewer words of people: were all of it quotes, 2 × (600 + 9 × 120 + 3 × 300 + 420 +
 * 250 + 400 + 350 + 200), and what surrounds them has the rest.
 */
export const mostOfIncident = {
  sentence: longestSentence,
  fact: 120,
  resource: 300,
  parameters: 420,
  differences: 250,
  containment: 400,
  explanations: 350,
  footer: 200,
};
