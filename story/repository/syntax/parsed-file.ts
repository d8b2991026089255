// What a full parse of a file tells: its symbols, what they say of themselves and what they call, its comments, errors and
// values.
import type { CallStep, CodeSymbol } from '../../../shared/analysis.ts'
import type { Comment } from './comments.ts'
import type { Handed } from './handed-functions.ts'

type RemarkKind = CallStep['remarks'][number]['kind']
export interface ParsedRemark {
  kind: RemarkKind
  text: string
  line: number
  endLine: number
}
export interface ParsedCall {
  name: string
  receiver: string | null
  line: number
  /** The condition that it stands under, as written; `unless …` in an else. */
  when: string | null
  /** The nameless function that it stands in, which runs when somebody calls that; null where it runs with what stands around it. */
  closure: { line: number; endLine: number } | null
  /** The line of Go's `defer` that it stands in: it is made when the function is left, and the last deferred comes first. */
  deferredBy: number | null
  /** Stands in the small branch of two, which is taken when something was given that mostly is not: `if code is not None`. */
  isRare: boolean
  /** How many arguments it gives, where that may tell which function of a name is meant. */
  given: number | null
  ofModule: boolean
  /** On each element of what the receiver holds. */
  ofEach: boolean
  /** What it hands over by name, in the languages whose functions are values. */
  handed: readonly Handed[]
}
/** One of the types that a field may hold, and when. */
export interface FieldChoice {
  field: string
  type: string
  when: string | null
}
export interface ParsedSymbol {
  name: string
  qualifiedName: string
  kind: CodeSymbol['kind']
  line: number
  endLine: number
  signature: string
  doc: { paragraphs: string[]; line: number; endLine: number } | null
  exported: boolean
  parent: string | null
  extends: readonly string[]
  calls: ParsedCall[]
  remarks: ParsedRemark[]
  /** Name → type, for parameters, variables and fields. */
  types: Map<string, string>
  /** Variable of a loop → what the loop goes through: `route` → `r.routes`. */
  elementsOf: Map<string, string>
  /** Variable → the call that made it: its type is what that returns. */
  madeBy: Map<string, { name: string; receiver: string | null }>
  /** Variable → the function of an object that it stands for: `render = self.render`. */
  aliasOf: Map<string, { name: string; receiver: string | null }>
  /** The written type of the result, empty where there is none. */
  returns: string
}
export interface ParsedError {
  kind: 'raised' | 'caught' | 'stored' | 'cleanup' | 'panic'
  name: string
  inSymbol: string | null
  line: number
  endLine: number
}
export interface ParsedValue {
  name: string
  value: string
  inSymbol: string | null
  line: number
  endLine: number
  /** Read by others as a setting's default: `app.set('etag', 'weak')`, a field of a default configuration. */
  isSetting: boolean
}
export interface ParsedFile {
  path: string
  language: string
  text: string
  lines: number
  heading: ParsedSymbol['doc']
  symbols: ParsedSymbol[]
  comments: (Comment & { about: string | null })[]
  errors: ParsedError[]
  values: ParsedValue[]
  /** Fields of the types declared here: `Engine.pool` → sync.Pool. */
  fieldTypes: Map<string, string>
  /** Of the fields that are filled with an object of one type here, of another there, all of them: `Launcher.runner`. */
  fieldChoices: FieldChoice[]
  /** Field → the call that made what is in it, and the function that made the call: `self.app = self.create_app()`. */
  fieldsMadeBy: Map<string, { name: string; receiver: string | null; within: string }>
  /** Of the file's own variables: `cli = FlaskGroup(…)`. */
  variableTypes: Map<string, string>
  /** What stands outside of all functions, and runs when the file does: as a function without a name. */
  script: ParsedSymbol
}
