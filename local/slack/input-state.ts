import type { Block } from './block-kit/blocks.ts';
import type { PlainTextInput, RadioButtons } from './block-kit/elements.ts';

export type InputState = Record<string, Record<string, object>>;

/** What stands in the inputs, as Slack reports it: by block id and action id. */
export function stateOf(
  blocks: readonly Block[],
  values: Record<string, Record<string, string>> = {},
): InputState {
  const inputs = blocks.flatMap((block) => (block.type === 'input' ? [block] : []));
  return Object.fromEntries(
    inputs.map(({ block_id = '', element }) => {
      const { action_id = '' } = element;
      return [block_id, { [action_id]: stateIn(element, values[block_id]?.[action_id]) }];
    }),
  );
}

const stateIn = (element: PlainTextInput | RadioButtons, written: string | undefined): object =>
  element.type === 'plain_text_input'
    ? { type: element.type, value: typed(element, written) }
    : {
        type: element.type,
        selected_option: element.options.find(({ value }) => value === written) ?? null,
      };

/** Slack's client lets nobody type more than `max_length`, and reports an empty input as null. */
const typed = (element: PlainTextInput, text: string = element.initial_value ?? ''): string | null =>
  text === '' ? null : text.slice(0, element.max_length ?? 3_000);
