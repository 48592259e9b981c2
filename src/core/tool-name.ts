/** The longest name that a tool may have, UTF-16 units. */
export const longestToolName = 40;

/**
 * A name that can be shown as it is: without controls, halves of characters, and what is not seen
 * itself and turns the direction of writing.
 */
export const toolNameForm = /^(?!\s)[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,40}(?<!\s)$/u;
