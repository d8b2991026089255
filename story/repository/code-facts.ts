// Symbols and constants of the parsed files, in the shape of the facts.
import type { CodeSymbol, Constant, Place } from '../../shared/analysis.ts'
import { type CallGraph, withoutOverload } from './call-graph/link-calls.ts'
import { quoteOfDoc } from './quotes.ts'
import type { ParsedFile } from './syntax/parsed-file.ts'
import { isWithinProject } from './telling-names.ts'

const maxSymbols = 1300
const maxConstants = 250
const maxCallsTold = 40

const place = (file: string, start_line: number, end_line: number): Place => ({ file, start_line, end_line })

const typeKind = /^(?:class|interface|struct|trait|enum)$/
const mostHeld = 8

/** The project's own types among those of its fields: what a pointer, a list or an option holds counts as held. */
/** A list, a set or a map, as the languages write them. */
const collection =
  /\[\]|\[\w*\]\*?[A-Z]|^map\[|\b(?:\w*(?:List|Set|Map|Array|Vec|VecDeque|Dictionary|Collection|Sequence|Enumerable|Queue|Stack)|vector|list|dict|deque|set|map)\s*[<[]/
const namesIn = (type: string): string[] => type.match(/[A-Za-z_]\w*/g) ?? []
const keptBy = (owner: string, file: ParsedFile): string[] =>
  [...file.fieldTypes].flatMap(([field, type]) => (field.slice(0, field.lastIndexOf('.')) === owner ? [type] : []))

/** What a collection in a field of it is one of; among them itself, where it is a tree. */
const manyHeldBy = (owner: string, file: ParsedFile, held: readonly string[]): string[] => {
  const own = owner.slice(owner.lastIndexOf('.') + 1)
  return [...new Set(keptBy(owner, file).flatMap((type) => (collection.test(type) ? namesIn(type).filter((name) => name === own || held.includes(name)) : [])))]
}

const heldBy = (owner: string, file: ParsedFile, typeNames: ReadonlySet<string>): string[] => {
  // `from typing import Literal` beside a Literal of the project's own.
  const isFromTyping = (name: string): boolean =>
    file.language === 'Python' &&
    new RegExp(`^\\s*(?:from (?:typing|typing_extensions|collections|types)[\\w.]* import .*\\b${name}\\b|import typing as t\\b)`, 'm').test(file.text) &&
    new RegExp(`\\bt(?:yping)?\\.${name}\\b|import .*\\b${name}\\b`).test(file.text)
  const held = keptBy(owner, file).flatMap((type) => namesIn(type).filter((name) => typeNames.has(name) && name !== owner && !isFromTyping(name)))
  return [...new Set(held)].slice(0, mostHeld)
}

/** Most central first: what is called from most places, in the files that matter most. */
export const listSymbols = (files: readonly ParsedFile[], calls: CallGraph, fileScore: (path: string) => number): CodeSymbol[] => {
  const typeNames = new Set(files.flatMap((file) => file.symbols.filter(({ kind }) => typeKind.test(kind)).map(({ name }) => name)))
  const symbols = [...calls.symbols.values()].map(({ file, symbol, id }) => {
    const callers = calls.callersOf.get(id) ?? []
    const linked = calls.callsOf.get(id) ?? []
    const held = typeKind.test(symbol.kind) && symbol.kind !== 'enum' ? heldBy(symbol.qualifiedName, file, typeNames) : null
    const many = held === null ? [] : manyHeldBy(symbol.qualifiedName, file, held)
    const fact: CodeSymbol = {
      name: symbol.name,
      qualified_name: symbol.qualifiedName,
      kind: symbol.kind,
      place: place(file.path, symbol.line, symbol.endLine),
      signature: symbol.signature,
      doc: quoteOfDoc(symbol.doc, file.path),
      exported: symbol.exported && !isWithinProject(symbol),
      parent: symbol.parent,
      extends: [...symbol.extends],
      ...(held === null ? {} : { holds: held }),
      ...(many.length === 0 ? {} : { holds_many: many }),
      calls: linked.slice(0, maxCallsTold).map(({ call, target, external }) => ({
        name: call.name,
        line: call.line,
        resolved: target === null ? (external === null ? null : `package:${external}`) : withoutOverload(target.id),
        when: call.when,
      })),
      reference_count: new Set(callers.map(({ caller, line }) => `${caller.id}:${line}`)).size,
    }
    const isType = /^(?:class|interface|struct|trait|enum)$/.test(symbol.kind)
    const members = isType ? file.symbols.filter((other) => other.parent === symbol.qualifiedName).length : 0
    const weight =
      fileScore(file.path) * 3 +
      Math.log2(1 + fact.reference_count) +
      (fact.doc === null ? 0 : 1) +
      (symbol.exported ? 0.7 : 0) +
      Math.log2(1 + members) * 0.6 +
      Math.min(1, (symbol.endLine - symbol.line) / 60) -
      (symbol.kind === 'property' ? 2 : 0)
    return { fact, weight, file: file.path }
  })
  const order = new Map(files.map((file, index) => [file.path, index]))
  return symbols
    .sort((a, b) => b.weight - a.weight || (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.fact.place.start_line - b.fact.place.start_line)
    .slice(0, maxSymbols)
    .map(({ fact }) => fact)
}

/** Is it given another value elsewhere in its file? By its name, so that another of that name counts too: then nobody can say which is meant. */
const isChanged = ({ text }: ParsedFile, { name, line }: { name: string; line: number }): boolean => {
  const bare = name.slice(name.lastIndexOf('.') + 1)
  if (/^[A-Z][A-Z\d_]+$/.test(bare) || !/^\w+$/.test(bare)) return false
  const changes = new RegExp(`^[ \\t]*(?:\\*|this->|this\\.|self\\.|@)?${bare}[ \\t]*(?:=(?![=>])|[-+*/|&^]=|\\+\\+|--)|(?:\\+\\+|--|\\bref )${bare}\\b`, 'gm')
  return [...text.matchAll(changes)].some((match) => text.slice(0, match.index + match[0].length).split('\n').length !== line)
}

export const listConstants = (files: readonly ParsedFile[]): Constant[] =>
  files
    .flatMap((file) => file.values.map((value) => ({ file, value })))
    .filter(
      ({ value }) => !/^(?:true|false|True|False|0|1|-1|)$/.test(value.value) || value.isSetting || /default|max|min|limit|size|timeout/i.test(value.name),
    )
    .filter(({ file, value }) => value.isSetting || !isChanged(file, value))
    .slice(0, maxConstants)
    .map(({ file, value }) => ({
      name: value.name,
      value: value.value,
      in_symbol: value.inSymbol,
      doc: docAbove(file, value.line),
      place: place(file.path, value.line, value.endLine),
    }))

/** The comment right above a line, or behind it. */
export const docAbove = (file: ParsedFile, line: number): Constant['doc'] => {
  const comment = file.comments.find((candidate) => (!candidate.trailing && candidate.endLine === line - 1) || (candidate.trailing && candidate.line === line))
  return comment === undefined ? null : quoteOfDoc({ paragraphs: comment.text.split(/\n\s*\n/), line: comment.line, endLine: comment.endLine }, file.path)
}
