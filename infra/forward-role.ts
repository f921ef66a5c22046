/** Takes what the regions of an account see to the home bus. Stacks of regions know it by this name, which MUST stay. */
export const forwardRole = 'forward';
