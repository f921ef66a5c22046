/** The windows that a button of a card opens, and whose submission decides or asks. Each is whole without reading anything. */
export const decisionModals = ['deny', 'approve', 'question'] as const;
export type DecisionModal = (typeof decisionModals)[number];

/** The buttons of a person's own lists, by the window that each opens. What they carry is the window's origin. */
export const listButtons = { 'list-details': 'details', 'list-deny': 'deny' } as const;
export type ListButton = keyof typeof listButtons;

/** The buttons that go through the pages of a request's details. */
export const pageActions = ['previous-page', 'next-page'] as const;

/** Of the window whose submission is a yes: the last page of all that would be signed. */
export const signAll = 'approve-all';
