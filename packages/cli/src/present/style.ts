/** Colours and weights, or none of them. */
import pc from 'picocolors'

export interface Style {
  readonly title: (text: string) => string
  readonly head: (text: string) => string
  readonly note: (text: string) => string
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
  readonly warning: (text: string) => string
}

export const styleOf = (colour: boolean): Style => {
  const { bold, dim, green, red, cyan, yellow } = pc.createColors(colour)
  return { title: bold, head: cyan, note: dim, good: green, bad: red, warning: yellow }
}
