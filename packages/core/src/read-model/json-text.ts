/**
 * A row or an item as its JSON text, made where there is time for it, such as on another thread.
 * A store keeps the value that the text stands for; one that writes JSON may write the text as it is.
 *
 * @example
 * import { JsonText } from '@casetrail/core/read-model'
 *
 * JSON.stringify([new JsonText('{"n":1}')]) // '[{"n":1}]'
 */
export class JsonText {
  /** `text` must be JSON. */
  constructor(readonly text: string) {}

  toJSON(): unknown {
    return JSON.parse(this.text)
  }
}
