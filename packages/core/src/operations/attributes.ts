/** By which attributes a report is told from others of the same time. */

/** The same for the same attributes in any order; none is the same as an empty record. */
export const attributesKey = (attributes: Readonly<Record<string, string>> | undefined): string =>
  attributes === undefined
    ? '[]'
    : JSON.stringify(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
