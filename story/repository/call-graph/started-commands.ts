// Go's commands are values: `rootCmd = &cobra.Command{RunE: execute}`, or `&cli.App{Action: serve}`. Who executes one ends up,
// by way of somebody else's code, in the function that was put into it.
import { folderOf } from '../languages.ts'
import type { ParsedCall, ParsedFile } from '../syntax/parsed-file.ts'

const made = /^([ \t]*)(?:var\s+)?([A-Za-z]\w*)\s*(?::?=)\s*&?(?:\w+\.)?(?:Command|App)\{[ \t]*$/gm
const executes = /^(?:Execute(?:C|Context|ContextC)?|Run(?:Context)?)$/
const put = /^\s*(?:RunE?|Action):\s*([A-Za-z_]\w*),?\s*$/m

export type StartedCommands = (call: ParsedCall, from: ParsedFile) => string | null

/** The name of the function that a call of a command's starts; null where the receiver is no such command. */
export const findStartedCommands = (files: readonly ParsedFile[]): StartedCommands => {
  const functions = new Map<string, string>()
  for (const { path, text, language } of files) {
    if (language !== 'Go') continue
    for (const match of text.matchAll(made)) {
      const [, indent = '', variable = ''] = match
      const rest = text.slice(match.index)
      // Its own fields end where its bracket closes, at the depth where it began.
      const end = rest.indexOf(`\n${indent}}`)
      const name = put.exec(end < 0 ? '' : rest.slice(0, end))?.[1]
      if (name !== undefined && name !== 'nil') functions.set(`${folderOf(path)}#${variable}`, name)
    }
  }
  return ({ name, receiver }, { path, language }) =>
    language === 'Go' && receiver !== null && executes.test(name) ? (functions.get(`${folderOf(path)}#${receiver}`) ?? null) : null
}
