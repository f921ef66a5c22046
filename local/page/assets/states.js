import { el } from './dom.js';
import { icon } from './icons.js';

/** How each state looks: never by its colour alone. */
export const looks = {
  pending: { tone: 'amber', icon: 'clock' },
  allowed: { tone: 'green', icon: 'check' },
  approved: { tone: 'green', icon: 'check' },
  done: { tone: 'green', icon: 'check' },
  refused: { tone: 'red', icon: 'hand' },
  denied: { tone: 'red', icon: 'cross' },
  failed: { tone: 'red', icon: 'cross' },
  unknown: { tone: 'red', icon: 'ask' },
  running: { tone: 'blue', icon: 'play' },
  started: { tone: 'blue', icon: 'play' },
  expired: { tone: 'gray', icon: 'clock' },
  lapsed: { tone: 'gray', icon: 'clock' },
  withdrawn: { tone: 'gray', icon: 'back' },
};

export function stateBadge(state) {
  const look = looks[state] ?? { tone: 'gray', icon: 'ask' };
  return el('span', { class: `badge ${look.tone}` }, icon(look.icon), state);
}
