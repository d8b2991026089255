// C++ throws and catches by macros, so that it can be built without exceptions: `LOG_THROW(log_ex(…))`, `LOG_CATCH()`. A
// parser sees calls of unknown functions there; how errors are handled is said in the macros.
import { findHandler } from './error-treatment.ts'
import { lineCounter } from './lexers/scan.ts'
import type { ParsedFile } from './syntax/parsed-file.ts'

export interface MacroEvent {
  kind: 'raised' | 'caught'
  name: string
  /** The macro that catches. */
  through: string | null
  handedTo: ReturnType<typeof findHandler>
  file: ParsedFile
  line: number
}

const isC = ({ language }: ParsedFile): boolean => language === 'C' || language === 'C++'
const definition = /^[ \t]*#[ \t]*define[ \t]+([A-Z][A-Z\d_]+)(?:\([^)]*\))?((?:[^\n]*\\\n)*[^\n]*)/gm
const thrown = /\b(?:[A-Z][A-Z\d]*_)*THROW\(\s*(?:\w+::)*(\w+?)(?:::create)?\(/g
const isDefinition = (line: string): boolean => /^\s*#\s*define\b|\\\s*$/.test(line)

/** Name of a macro that catches → what it catches first, and to whom it hands that. */
const catchingMacros = (files: readonly ParsedFile[]): Map<string, { caught: string; handedTo: ReturnType<typeof findHandler> }> => {
  const found = new Map<string, { caught: string; handedTo: ReturnType<typeof findHandler> }>()
  for (const file of files)
    for (const match of file.text.matchAll(definition)) {
      const [written, name = '', body = ''] = match
      const caught = /\bcatch\s*\(\s*(?:const\s+)?([\w:]+|\.\.\.)/.exec(body)?.[1]
      if (caught === undefined || found.has(name)) continue
      const line = file.text.slice(0, match.index).split('\n').length
      found.set(name, {
        caught: caught === '...' ? 'any error' : caught,
        handedTo: findHandler(file, { line, endLine: line + written.split('\n').length - 1 }),
      })
    }
  return found
}

export const findMacroEvents = (all: readonly ParsedFile[]): MacroEvent[] => {
  const files = all.filter(isC)
  const macros = catchingMacros(files)
  return files.flatMap((file) => {
    const lineAt = lineCounter(file.text)
    const lines = file.text.split('\n')
    const textAt = (index: number): string => lines[lineAt(index) - 1] ?? ''
    const raised = [...file.text.matchAll(thrown)].flatMap((match): MacroEvent[] =>
      isDefinition(textAt(match.index)) ? [] : [{ kind: 'raised', name: match[1] ?? '', through: null, handedTo: null, file, line: lineAt(match.index) }],
    )
    const caught = [...macros].flatMap(([name, { caught: type, handedTo }]) =>
      [...file.text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].flatMap((match): MacroEvent[] =>
        isDefinition(textAt(match.index)) || /^\s*#/.test(textAt(match.index))
          ? []
          : [{ kind: 'caught', name: type, through: name, handedTo, file, line: lineAt(match.index) }],
      ),
    )
    return [...raised, ...caught]
  })
}
