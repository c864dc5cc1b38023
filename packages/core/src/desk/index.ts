export { fieldLabels } from './field-labels.js'
export { standardWords } from './standard-words.js'
export { categoryLabels, deskVocabulary } from './vocabulary.js'
export { wordLabels } from './word-labels.js'
