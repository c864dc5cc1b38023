export { PersonalType, personal, personalPaths } from './personal.js'
export type { PersonalMark, PersonalPath } from './personal.js'
