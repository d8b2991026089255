// Comments as their writers meant them: adjacent lines are one comment, markers are taken off.
import { lineCounter } from '../lexers/scan.ts'
import type { SyntaxRow } from './row.ts'
import { type SyntaxNode, walkTree } from './tree.ts'

export interface Comment {
  /** Without markers, lines kept. */
  text: string
  line: number
  endLine: number
  /** Behind code on the same line. */
  trailing: boolean
}

type Span = Pick<SyntaxNode, 'start' | 'end' | 'line' | 'endLine'>

export const commentNodes = (root: SyntaxNode, types: ReadonlySet<string>): Span[] => {
  const nodes: SyntaxNode[] = []
  walkTree(root, (node) => {
    if (!types.has(node.type)) return true
    nodes.push(node)
    return false
  })
  return nodes
}

/** The comments among what was hidden from the grammar. */
export const hiddenComments = (text: string, hidden: RegExp): Span[] => {
  const lineAt = lineCounter(text)
  return [...text.matchAll(hidden)]
    .filter((match) => /^\/[/*]/.test(match[0]))
    .map((match) => ({ start: match.index, end: match.index + match[0].length, line: lineAt(match.index + 1), endLine: lineAt(match.index + match[0].length) }))
}

/** The text with spaces where the grammar would stumble: what is written stays where it was. */
export const hide = (text: string, { hidden, macros = [] }: Pick<SyntaxRow, 'hidden' | 'macros'>): string => {
  const shown = hidden === undefined ? text : text.replace(hidden, (match) => (match.startsWith('"') ? match : blank(match)))
  return macros.reduce((known, macro) => known.replace(macro, blank), shown)
}

const blank = (match: string): string => match.replace(/[^\n]/g, ' ')

export const readComments = (nodes: readonly Span[], text: string): Comment[] => {
  const comments: Comment[] = []
  let previous: { node: Span; trailing: boolean } | null = null
  for (const node of nodes) {
    const lineStart = text.lastIndexOf('\n', node.start - 1) + 1
    const trailing = text.slice(lineStart, node.start).trim() !== ''
    const last = comments.at(-1)
    const body = withoutMarkers(text.slice(node.start, node.end))
    const joins =
      previous !== null &&
      last !== undefined &&
      !trailing &&
      !previous.trailing &&
      node.line === previous.node.endLine + 1 &&
      sameKind(previous.node, node, text)
    if (joins && last !== undefined) {
      last.text += `\n${body}`
      last.endLine = node.endLine
    } else comments.push({ text: body, line: node.line, endLine: node.endLine, trailing })
    previous = { node, trailing }
  }
  return comments
}

/** `///` goes with `///`, `//` with `//`; block comments stand alone. */
const sameKind = (a: Span, b: Span, text: string): boolean => {
  const marker = (node: Span) => /^(?:\/\/[/!]?|#[:!]?|\/\*|--)/.exec(text.slice(node.start, node.start + 3))?.[0] ?? ''
  return marker(a) === marker(b) && marker(a) !== '/*'
}

const withoutMarkers = (comment: string): string => {
  if (comment.startsWith('/*'))
    return comment
      .replace(/^\/\*+!?/, '')
      .replace(/\*+\/$/, '')
      .split('\n')
      .map((line) => line.replace(/^\s*\*(?: |$|(?=\S))/, '').trimEnd())
      .join('\n')
      .trim()
  return comment.replace(/^\s*(?:\/\/[/!]*|#+[:!]?|--|;+|%+)[ \t]?/, '').trimEnd()
}

/** A docstring without its quotes and common indent. */
export const withoutQuotes = (literal: string): string => {
  const inner = literal.replace(/^[rRuUbBfF]*("""|'''|"|')/, '').replace(/("""|'''|"|')$/, '')
  const lines = inner.split('\n')
  const indents = lines.slice(1).flatMap((line) => (line.trim() === '' ? [] : [/^\s*/.exec(line)?.[0].length ?? 0]))
  const indent = indents.length === 0 ? 0 : Math.min(...indents)
  return [lines[0] ?? '', ...lines.slice(1).map((line) => line.slice(indent))].join('\n').trim()
}

const tagLine =
  /^\s*(?:@\w+|:\w+[^:]*:(?!`)|Args:|Arguments:|Parameters:?$|Returns?:|Raises:|Yields:|Examples?:?$|Usage:?$|Note:?$|#+ |>>> |```|~~~|\.\. \w+|\\(?:param|return|brief)|- `|\|)/
const licence =
  /\b(?:copyright|licen[sc]ed?|SPDX|all rights reserved|permission is hereby granted)\b|^\s*(?:eslint|prettier|@ts-|jshint|jslint|biome|istanbul|global\b|tslint|noqa|pylint|type:|mypy|clippy|go:|\+build|nolint|vim:|-\*-|(?:en)?coding\s*[:=]|frozen_string_literal:|warn_indent:|rubocop:|typed:|ReSharper |csharpier|swiftlint:|swift-format|ktlint|detekt|checkstyle|NOLINT|clang-format|phpcs:|phpstan|@phpstan|psalm|pragma\b|#?nullable\b|@flow|@noflow|region|endregion)/i

/** The first paragraphs before any tag, parted; licence headers and orders to tools are no documentation. */
export const docParagraphs = (comment: string): string[] => {
  const lines = comment
    .replace(/<summary>|<\/summary>|<para>|<\/para>|<remarks>[\s\S]*$/g, '')
    .replace(/^\s*@(?:brief|summary|description)\s+/, '')
    .replace(/^\s*\\brief\s+/, '')
    .split('\n')
  const kept: string[] = []
  for (const line of lines) {
    if (tagLine.test(line) && !/^\s*@(?:brief|summary|description|deprecated)/.test(line)) {
      if (kept.some((text) => text.trim() !== '')) break
      if (!/^\s*#+ /.test(line)) break
      continue
    }
    kept.push(line)
  }
  return kept
    .join('\n')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '' && !licence.test(paragraph))
}
