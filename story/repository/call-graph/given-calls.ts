// Calls of what somebody else decides: a function that came as an argument, or one that was put into a field. No name leads
// from there to code, and yet it is where frameworks, middleware and adapters do their work.
import { textOfLines } from '../syntax/lines.ts'
import type { ParsedFile, ParsedRemark } from '../syntax/parsed-file.ts'
import type { LinkedCall, LinkedSymbol } from './call-graph.ts'
import { everyday } from './everyday-names.ts'

const shortestName = 2
const ownObject = /^(?:this|self|\$this)$/

/** Types stand before names there, so that the name is what a comma or the end follows. */
const typeFirst = /^(?:Java|C#|C\+\+|C|PHP)$/
/** Conversions of Go, and what a method is given by its language. */
const notGiven = /^(?:cls|self|super|string|int\d*|uint\d*|float\d*|byte|rune|bool|error|len|type)$/

const isParameter = (name: string, signature: string, language: string): boolean => {
  if (notGiven.test(name) || !/^[a-z_]/.test(name)) return false
  // A method's receiver stands in brackets of its own in Go, before the name.
  const from = signature.startsWith('func (') ? signature.indexOf('(', signature.indexOf(')')) : signature.indexOf('(')
  const form = typeFirst.test(language) ? `[\\s*&$]${name}\\s*[,)=]` : `[(,]\\s*(?:\\.{3}|[*&$]*)(?:mut )?${name}(?:\\s*(?:\\??:|[,)=])|\\s)`
  return from >= 0 && new RegExp(form).test(signature.slice(from))
}

/** `self.app = app`: what stands in it came from outside. */
const isFilledFromOutside = (field: string, text: string): boolean =>
  new RegExp(`(?:\\bthis|\\bself|\\$this)(?:\\.|->)${field}\\s*(?::[^=\\n]{1,60})?=\\s*\\$?[a-z_]\\w*\\s*(?:[;\\n]|$)`, 'm').test(text)

const functionType = /^func$|(?:Func|Fn|Handler|Hook|Callback)$/
/** `Type.field` of Go's structs: `chain HandlerFunc`, `done func()`. A method that is inherited from outside looks the same where it is called. */
export const functionFields = (files: Iterable<ParsedFile>): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const { language, fieldTypes } of files) if (language === 'Go') for (const [field, type] of fieldTypes) if (functionType.test(type)) found.add(field)
  return found
}

const isFunctionField = (name: string, { signature, parent }: LinkedSymbol['symbol'], object: string, fields: ReadonlySet<string>): boolean =>
  signature.startsWith(`func (${object} `) && fields.has(`${parent}.${name}`)

/** Of what is made in a branch and once more in the handler of errors, neither is what is called. */
const isMadeOnce = (name: string, { symbol, file }: LinkedSymbol): boolean =>
  [...textOfLines(file.text, symbol.line, symbol.endLine).matchAll(new RegExp(`\\b${name}\\s*(?::[^=\\n]{1,60})?:?=(?!=)`, 'g'))].length < 2

/** `$handler = $options['handler']`, where the options are a parameter: their name; null where it comes from elsewhere. */
const takenFrom = (name: string, { symbol, file }: LinkedSymbol): string | null => {
  const body = textOfLines(file.text, symbol.line, symbol.endLine)
  const found = [
    ...body.matchAll(new RegExp(`(?<![\\w.>])\\$?${name}\\s*(?::?=)(?!=)\\s*\\$?(\\w+)(?:\\[['"]${name}['"]\\]|\\.${name}\\b)(?!\\s*[(.\\[])`, 'g')),
  ]
  const [only, other] = found
  return only?.[1] !== undefined && other === undefined && isParameter(only[1], symbol.signature, file.language) ? only[1] : null
}

/** `let current = reducer` in the function around: of which of its parameters that is, and whose; null where it is of none. */
const keptFrom = (name: string, { symbol, file }: LinkedSymbol): string | null => {
  const maker = file.symbols.find(({ qualifiedName, kind }) => qualifiedName === symbol.parent && kind === 'function')
  if (maker === undefined) return null
  const body = textOfLines(file.text, maker.line, maker.endLine)
  const [first] = [...body.matchAll(new RegExp(`(?<![\\w.>])${name}\\s*(?::[^=\\n]{1,120})?=(?![=>])\\s*([A-Za-z_]\\w*)\\s*[;\\n]`, 'g'))]
  const parameter = first?.[1]
  return parameter !== undefined && isParameter(parameter, maker.signature, file.language) ? `${parameter} of ${maker.name}` : null
}

const runs = /^(?:ServeHTTP|[hH]andle|call|[iI]nvoke|[pP]rocess|[eE]xecute|[rR]un|[aA]pply)$/
/** `exec.Command(name)` finds nothing: it makes what is run. */
const finds = /find|look_?up|match|route|resolve|search|pick|choose|select|(?:^|[a-z_])[hH]andler|^get/i
/** `_, _, h := tree.FindRoute(path)`, then `h.ServeHTTP(w, r)`: the function that found it; null where something else did. */
const finderOf = (receiver: string | null, { symbol, file }: LinkedSymbol): string | null => {
  if (receiver === null || !/^[a-z]\w*$/.test(receiver) || isParameter(receiver, symbol.signature, file.language)) return null
  const body = textOfLines(file.text, symbol.line, symbol.endLine)
  const made = [...body.matchAll(new RegExp(`(?<![\\w.])${receiver}\\s*:?=(?!=)\\s*(?:await\\s+)?(?:[\\w$]+(?:\\.|->|::))*([A-Za-z]\\w{3,})\\(`, 'g'))]
  const [only, other] = made
  return only?.[1] === undefined || other !== undefined || everyday.has(only[1]) || !finds.test(only[1]) ? null : only[1]
}

/**
 * An interface that nothing of the project fulfils: whoever uses the project does. Null for all else.
 * @param fulfilled the last names of all that something here descends from
 */
const contractOf = ({ symbol, file }: LinkedSymbol, fulfilled: ReadonlySet<string>): string | null => {
  const owner = file.symbols.find(({ qualifiedName }) => qualifiedName === symbol.parent)
  // What Go's types have one method of, nobody can tell from chance: one that is alone is fulfilled by somebody somewhere.
  const isWhole = file.symbols.filter(({ parent }) => parent === symbol.parent).length >= fewestOfAContract
  return owner?.exported === true && isWhole && /^(?:interface|trait)$/.test(owner.kind) && symbol.calls.length === 0 && !fulfilled.has(owner.name)
    ? owner.name
    : null
}
const fewestOfAContract = 2
/** Before the kind of what runs when the function is left. */
export const deferredMark = 'deferred '

/** Lists that are kept for being asked one after the other; what stands in others is data. */
const askedInTurn =
  /(?:handler|listener|factor(?:y|ie)|sink|plugin|hook|middleware|filter|interceptor|observer|subscriber|callback|rule|processor|strateg(?:y|ie)|provider|resolver|converter|adapter|extension|transport|validator|visitor|enricher|formatter|loader|exporter|notifier)s$/i
/** Asked of a list itself, or of anything. */
const ofCollections =
  /^(?:each\w*|map\w*|forEach|filter|select|reject|find\w*|some|every|any|all|push|pop|shift|unshift|append|add|remove|delete|clear|get|set|has|keys|values|items|length|size|count|first|last|includes?|contains|concat|join|slice|sort\w*|reverse\w*|dup|clone|freeze|name|to_\w+|toString|is_a|nil|empty|bind|equals|hashCode)[?!]?$/
/** `factories[i].create(…)`, `for (const sink of this.sinks) sink.emit(event)`: the list. Null for all else. */
const elementsOf = (receiver: string | null, symbol: LinkedSymbol['symbol']): string | null => {
  if (receiver === null) return null
  const list = (/^([\w.@$>-]+)\[\w+\]$/.exec(receiver)?.[1] ?? symbol.elementsOf.get(receiver) ?? '').split(/\.|->|@/).at(-1) ?? ''
  return /^\w+$/.test(list) && askedInTurn.test(list) ? list : null
}

interface Outside {
  /** The last names of all that something here descends from. */
  fulfilled: ReadonlySet<string>
  /** Fields that hold functions. */
  fields: ReadonlySet<string>
}

/** `name → parameter`, `name → each of list`, `name → kept parameter of maker`, `Type.name → contract`, `name → entry of parameter`, `name → result of maker`, `h.method → found by finder` or `field.method → field`, `deferred` before the last where it runs when the function is left, with the condition behind another arrow where there is one. */
export const givenCalls = (linked: LinkedSymbol, calls: readonly LinkedCall[], { fulfilled, fields }: Outside): ParsedRemark[] => {
  const { symbol, file } = linked
  const seen = new Set<string>()
  return calls.flatMap(({ call, target, external }): ParsedRemark[] => {
    const contract = target === null ? null : contractOf(target, fulfilled)
    if (contract !== null) {
      const written = `${contract}.${call.name}`
      if (seen.has(written)) return []
      seen.add(written)
      return [{ kind: 'calls_given', text: `${written} → contract${call.when === null ? '' : ` → ${call.when}`}`, line: call.line, endLine: call.line }]
    }
    if (target !== null || external !== null || call.name.length < shortestName || !/^[A-Za-z_]\w*$/.test(call.name)) return []
    // Ruby's bare word is what a variable holds: a function in it is called by a name of its own.
    if (file.language === 'Ruby' && call.receiver === null) return []
    const finder = runs.test(call.name) ? finderOf(call.receiver, linked) : null
    if (finder !== null) {
      const written = `${call.receiver}.${call.name}`
      if (seen.has(written)) return []
      seen.add(written)
      return [
        { kind: 'calls_given', text: `${written} → found by ${finder}${call.when === null ? '' : ` → ${call.when}`}`, line: call.line, endLine: call.line },
      ]
    }
    const held = ofCollections.test(call.name) ? null : elementsOf(call.receiver, symbol)
    if (held !== null) {
      const written = `${call.name} → on each of ${held}`
      if (seen.has(written)) return []
      seen.add(written)
      return [{ kind: 'calls_given', text: `${written}${call.when === null ? '' : ` → ${call.when}`}`, line: call.line, endLine: call.line }]
    }
    const [object = '', field, ...more] = call.receiver?.split(/\.|->/) ?? []
    const maker = call.receiver === null ? symbol.madeBy.get(call.name) : undefined
    const container = call.receiver === null && maker === undefined ? takenFrom(call.name, linked) : null
    const list = call.receiver === null ? symbol.elementsOf.get(call.name) : undefined
    const kept = call.receiver === null && maker === undefined && container === null && list === undefined ? keptFrom(call.name, linked) : null
    const kind =
      list !== undefined && /^[\w$.@#]+$/.test(list)
        ? `each of ${list.split('.').at(-1) ?? list}`
        : kept !== null
          ? `kept ${kept}`
          : container !== null
            ? `entry of ${container}`
            : call.receiver === null && isParameter(call.name, symbol.signature, file.language)
              ? 'parameter'
              : maker !== undefined && isMadeOnce(call.name, linked) && /^[A-Za-z_]\w+$/.test(maker.name) && !everyday.has(maker.name)
                ? `result of ${maker.name}`
                : more.length === 0 &&
                    ownObject.test(object) &&
                    /^\w+$/.test(field ?? call.name) &&
                    (field === undefined || !everyday.has(call.name)) &&
                    isFilledFromOutside(field ?? call.name, file.text)
                  ? 'field'
                  : more.length === 0 && field === undefined && isFunctionField(call.name, symbol, object, fields)
                    ? 'field'
                    : null
    const written = kind === 'field' && field !== undefined ? `${field}.${call.name}` : call.name
    if (kind === null || seen.has(written)) return []
    seen.add(written)
    const when = call.deferredBy === null ? '' : deferredMark
    return [{ kind: 'calls_given', text: `${written} → ${when}${kind}${call.when === null ? '' : ` → ${call.when}`}`, line: call.line, endLine: call.line }]
  })
}
