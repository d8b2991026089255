// What a comment speaks of: the file as a whole, or one of its symbols.
import { type Comment, docParagraphs, withoutQuotes } from './comments.ts'
import type { ParsedSymbol } from './parsed-file.ts'
import { type SyntaxRow, textOf } from './row.ts'
import type { SyntaxNode } from './tree.ts'

export const findHeading = (root: SyntaxNode, text: string, row: SyntaxRow, comments: readonly Comment[]): ParsedSymbol['doc'] => {
  const string = row.docstring?.(root, text) ?? null
  if (string !== null) return { paragraphs: docParagraphs(withoutQuotes(textOf(string, text))), line: string.line, endLine: string.endLine }
  const firstCode = root.children.find((child) => !row.comment.has(child.type) && !/hash_bang|attribute|use_strict/.test(child.type))
  for (const comment of comments) {
    if (comment.trailing || (firstCode !== undefined && comment.line >= firstCode.line)) return null
    const paragraphs = docParagraphs(comment.text)
    // A comment right above the first declaration speaks of that, unless the language puts the file's own there.
    const isAttached =
      firstCode !== undefined &&
      comment.endLine === firstCode.line - 1 &&
      !/import|package|use_declaration|preproc|expression_statement|namespace|mod_item/.test(firstCode.type)
    if (paragraphs.length > 0 && !isAttached && !/^Module dependencies/i.test(paragraphs[0] ?? ''))
      return { paragraphs, line: comment.line, endLine: comment.endLine }
  }
  return null
}

const typeKind = /^(?:class|struct|interface|trait|enum|module)$/

/** The symbol that a comment stands in, or right above; null where it speaks of a field, or of a case, that is no symbol. */
export const findSubject = (symbols: readonly ParsedSymbol[], comment: Comment): string | null => {
  let best: ParsedSymbol | null = null
  for (const symbol of symbols) {
    const documents = symbol.doc !== null && symbol.doc.line === comment.line
    if (documents) return symbol.qualifiedName
    const contains = symbol.line <= comment.line && symbol.endLine >= comment.endLine
    if (contains && (best === null || symbol.line >= best.line)) best = symbol
  }
  const isOfAMember = best !== null && typeKind.test(best.kind) && comment.line > best.line
  return best === null || isOfAMember ? null : best.qualifiedName
}
