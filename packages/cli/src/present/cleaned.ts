/** Text of others, made safe to print. */

/** Control characters, line and paragraph separators, marks that turn the direction of text, and lone surrogates. */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+/gu

/** Without what could move the cursor, change colours or turn the text around; each run of it is a space. */
export const cleaned = (text: string): string => text.replace(UNSAFE, ' ')
