// What a piece of code does that is worth telling beside what it calls: how it is left, what it compares with, what it falls
// back to.
import { isUnderAKey } from './closures.ts'
import type { Context } from './context.ts'
import type { ParsedSymbol } from './parsed-file.ts'
import type { Reading } from './reading.ts'
import { oneLine, textOf } from './row.ts'
import { childOf, findDescendant, type SyntaxNode } from './tree.ts'

const noFailure =
  /^(?:Interrupt|SignalException|SystemExit|KeyboardInterrupt|GeneratorExit|StopIteration|StopAsyncIteration|(?:\w+\.)*CancelledError|CancellationException|OperationCanceledException)\b(?!\s*[,|])/

/** Errors raised, caught, stored and cleaned up after; loops. */
export const noteLeaving = (node: SyntaxNode, { symbol, when }: Pick<Context, 'symbol' | 'when'>, { file, text, row }: Reading): void => {
  const inSymbol = symbol?.qualifiedName ?? null
  const thrown = row.throws(node, text)
  if (thrown !== null)
    file.errors.push({
      kind: thrown.kind,
      name: thrown.name,
      inSymbol: isUnderAKey(node, symbol) ? null : inSymbol,
      line: node.line,
      endLine: node.endLine,
    })
  if (row.catches.has(node.type)) {
    const body = childOf(node, 'body') ?? node.children.at(-1) ?? null
    const header = oneLine(text.slice(node.start, body?.start ?? node.end), 100)
      .replace(/[{:]\s*$/, '')
      .trim()
    const first = body?.children.find((child) => !row.comment.has(child.type)) ?? null
    const caught = header
      .replace(/^(?:except\*?|catch|rescue)\s*\(?\s*/, '')
      .replace(/\s*(?:\)\s*\{|:?\s*(?:#|\/\/)).*$/s, '')
      .replace(/\)$/, '')
      .replace(/\s+as\s+\w+$/, '')
    // Somebody's wish to stop, or the end of a row, is no failure.
    if (noFailure.test(caught)) return
    file.errors.push({ kind: 'caught', name: caught === '' ? 'any error' : caught, inSymbol, line: node.line, endLine: node.endLine })
    // What is raised again, be it in some cases only, does not stop here.
    const isRaised = body !== null && findDescendant(body, (child) => row.throws(child, text) !== null) !== null
    if (!isRaised)
      symbol?.remarks.push({ kind: 'error_handling', text: `${header} → ${oneLine(textOf(first, text), 120)}`, line: node.line, endLine: node.endLine })
    const stored =
      body === null
        ? null
        : findDescendant(
            body,
            (child) =>
              /^assignment/.test(child.type) &&
              /[.]\w*(?:err(?:or)?s?|exc(?:eption)?)$/i.test(textOf(childOf(child, 'left'), text)) &&
              !/strerror$|stderr$/.test(textOf(childOf(child, 'left'), text)),
          )
    if (stored !== null)
      file.errors.push({ kind: 'stored', name: oneLine(textOf(childOf(stored, 'left'), text), 80), inSymbol, line: stored.line, endLine: stored.endLine })
  }
  if (row.cleanup.has(node.type) && symbol !== null) {
    const what = oneLine(
      textOf(node, text)
        .replace(/^(?:finally|ensure|defer)\s*[:{]?\s*/, '')
        .replace(/^(?:\s*(?:#|\/\/)[^\n]*\n\s*)+/, '')
        .replace(/\s*\}\s*$/, ''),
      120,
    )
    file.errors.push({ kind: 'cleanup', name: what, inSymbol, line: node.line, endLine: node.endLine })
    // In a branch it is done where that was taken, and not "in any case".
    if (when === null) symbol.remarks.push({ kind: 'cleanup', text: what, line: node.line, endLine: node.endLine })
  }
  if (row.loop.has(node.type) && symbol !== null) {
    const body = childOf(node, 'body')
    const header = oneLine(text.slice(node.start, body?.start ?? node.end), 100)
      .replace(/[{:]\s*$/, '')
      .trim()
    symbol.remarks.push({ kind: 'loop', text: header, line: node.line, endLine: node.endLine })
  }
}

/** Numbers that the code compares with, and what it falls back to. */
export const noteBounds = (node: SyntaxNode, symbol: ParsedSymbol | null, { text, row }: Reading): void => {
  if (symbol === null) return
  const place = { line: node.line, endLine: node.endLine }
  if (node.type === 'binary_expression' || node.type === 'comparison_operator') {
    const written = oneLine(textOf(node, text), 120)
    const operator = textOf(childOf(node, 'operator') ?? childOf(node, 'operators'), text)
    if ((operator === '||' || operator === '??' || operator === 'or') && /(?:\|\||\?\?) (?:-?\d[\w.]*|'[^']+'|"[^"]+"|true|false)$/.test(written))
      symbol.remarks.push({ kind: 'default', text: written, ...place })
    else if (/^[^&|"']{1,80}?(?:<=?|>=?)\s*(?:[A-Z][A-Z\d_]{2,}|\d*[2-9]\d*|\d{2,})\b[^&|"']{0,20}$/.test(written))
      symbol.remarks.push({ kind: 'limit', text: written, ...place })
  }
  const called = row.call(node, text)
  if (called === null) return
  const written = oneLine(textOf(node, text), 140)
  if (/^(?:min|max|clamp|Min|Max)$/.test(called.name) && /\b(?:\d{1,}|[A-Z][A-Z\d_]{2,})\b/.test(written))
    symbol.remarks.push({ kind: 'limit', text: written, ...place })
  if (/^(?:unwrap_or|setdefault|getOrDefault|get_or_insert)$/.test(called.name)) symbol.remarks.push({ kind: 'default', text: written, ...place })
  if (/^(?:setTimeout|setImmediate|nextTick|queueMicrotask|spawn|create_task|ensure_future|submit)$/.test(called.name))
    symbol.remarks.push({ kind: 'deferred', text: written, ...place })
}
