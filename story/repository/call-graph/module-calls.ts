// A module that is called on by its name: `utils.setCharset()`, `flags::parse()`.
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { lastName } from '../syntax/row.ts'
import type { LinkedSymbol } from './call-graph.ts'

export const moduleOf = (object: string, file: ParsedFile): string => folderOfAlias(object, file) ?? lastName(object)

/** The one of these functions that a module of this name has; of several the one that it exports. */
export const findInModule = (functions: readonly LinkedSymbol[], object: string, from: ParsedFile): LinkedSymbol | null => {
  const module = moduleOf(object, from)
  const inModule = functions.filter(({ symbol, file }) => symbol.parent === null && file.path !== from.path && moduleNames(file.path).includes(module))
  const visible = inModule.length > 1 ? inModule.filter(({ symbol }) => symbol.exported) : inModule
  return visible.length === 1 ? (visible[0] ?? null) : null
}

/** Go: `fzf "github.com/junegunn/fzf/src"` → src, the folder that is meant by fzf. */
const folderOfAlias = (alias: string, { language, text }: ParsedFile): string | null =>
  language === 'Go' && /^\w+$/.test(alias) ? (new RegExp(`^[ \\t]*(?:import[ \\t]+)?${alias}[ \\t]+"[^"\\n]*?([^"/\\n]+)"`, 'm').exec(text)?.[1] ?? null) : null

/** Its own name and its folder's. */
const moduleNames = (path: string): string[] => {
  const parts = path.replace(/\.\w+$/, '').split('/')
  return [parts.at(-1) ?? '', parts.at(-2) ?? '']
}
