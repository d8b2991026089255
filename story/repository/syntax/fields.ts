// What the fields of a type hold, as far as the code that fills them says so: `self.loader = loader`, where the parameter
// has a written type, `@launcher = Launcher.new(conf)`, `this.queue = new Queue()`.
import type { FieldChoice, ParsedFile, ParsedSymbol } from './parsed-file.ts'

/** `self.x`, `this.x`, `$this->x`, `@x`, and `.x` where a row means a field. */
const fieldName = /^(?:(?:self|this|\$this)?(?:\.|->)|@)(#?\w+)$/
export const findFieldName = (written: string): string | null => fieldName.exec(written)?.[1] ?? null

/** Two objects of one field, one here and one there: what is called on it is then called on one of them, and which depends. */
export const noteField = (file: ParsedFile, field: string, type: string, when: string | null): void => {
  const known = file.fieldTypes.get(field)
  const choices = file.fieldChoices.filter((choice) => choice.field === field)
  if (known === undefined && choices.length === 0) {
    file.fieldTypes.set(field, type)
    file.fieldChoices.push({ field, type, when })
    return
  }
  if (!choices.some((choice) => choice.type === type)) file.fieldChoices.push({ field, type, when })
}

/** Only those fields of which there is more than one. */
export const severalOf = (choices: readonly FieldChoice[]): FieldChoice[] =>
  choices.filter(({ field }) => choices.filter((other) => other.field === field).length > 1)

/** `self.loader = loader`: of the type that the parameter is written with. */
export const typeOfHanded = (left: string, right: string, symbol: ParsedSymbol): string | null =>
  findFieldName(left) === null || !/^\$?[A-Za-z_]\w*$/.test(right) ? null : (symbol.types.get(right.replace(/^\$/, '')) ?? null)
