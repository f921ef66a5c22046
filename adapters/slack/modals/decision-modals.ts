import type { InputBlock, ModalView } from '@slack/web-api';
import { longestQuestion } from '../../../core/request/question.ts';
import { type Again, agains } from '../../../core/request/request.ts';
import type { DecisionModal } from './modal-names.ts';
import { formatModalOrigin, type ModalOrigin } from './modal-origin.ts';

/** As long as a vote's reason can be. */
export const longestReason = 500;

const words = {
  deny: { title: 'Deny this request', submit: 'Deny' },
  approve: { title: 'Approve this request', submit: 'Approve' },
  question: { title: 'Ask the agent', submit: 'Ask' },
} as const satisfies Record<DecisionModal, { title: string; submit: string }>;

export const decisionModal = (kind: DecisionModal, origin: ModalOrigin): ModalView => ({
  type: 'modal',
  callback_id: kind,
  private_metadata: formatModalOrigin(origin),
  title: { type: 'plain_text', text: words[kind].title },
  submit: { type: 'plain_text', text: words[kind].submit },
  close: { type: 'plain_text', text: 'Cancel' },
  blocks: [...inputs[kind]],
});

const text = (label: string, hint: string, most: number): InputBlock => ({
  type: 'input',
  block_id: 'text',
  label: { type: 'plain_text', text: label },
  hint: { type: 'plain_text', text: hint },
  element: { type: 'plain_text_input', action_id: 'text', multiline: true, max_length: most, min_length: 1 },
});

const againWords = {
  never: 'Never: it stays no',
  'not-now': 'Not now: it may ask again later',
  differently: 'Differently: it may ask for something else',
} as const satisfies Record<Again, string>;

const again: InputBlock = {
  type: 'input',
  block_id: 'again',
  optional: true,
  label: { type: 'plain_text', text: 'May the agent ask again?' },
  element: {
    type: 'radio_buttons',
    action_id: 'again',
    options: agains.map((value) => ({ value, text: { type: 'plain_text', text: againWords[value] } })),
  },
};

const inputs = {
  deny: [text('Why not?', 'The agent reads this, and so does who looks at it later.', longestReason), again],
  approve: [text('Why?', 'Policy wants a reason. It stands in the records.', longestReason)],
  question: [
    text(
      'What do you want to know?',
      'The agent sees it, and its answer comes to the card. The time to decide goes on.',
      longestQuestion,
    ),
  ],
} as const satisfies Record<DecisionModal, readonly InputBlock[]>;
