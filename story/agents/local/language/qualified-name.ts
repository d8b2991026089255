// How much of a qualified name is said. "New", "run" and "get" are in every second file and tell a listener nothing: they
// are said with what they belong to, as their language would write it. A name that speaks for itself stands alone.

/** One word, whatever its capitals: as a name it is lost in a sentence ("from routeHandler to from"), and many bear it. */
const isOneWord = (name: string): boolean => /^_*(?:[A-Z]?[a-z\d]+|[A-Z]+)[!?]?$/.test(name)

/** So short, or so common, that a function of this name could be any. */
const saysNothing =
  /^_*(?:\w{1,3}|new\w?|init\w*|main|constructor|create|make|build|open|close|load|save|read|write|send|call|exec|execute|invoke|apply|handle|handler|process|start|stop|next|parse|render|update|delete|remove|insert|find|fetch|check|test|setup|default|module|exports|from|with|into|then|each|only|when|here|this|that|over|take|done|name|type|file|line|path|text|wrap|copy|clone|reset|register|dispatch|match|resolve|format|print|value|string|error|index|list|append|push|clear|flush|connect|request|response|route|routes|register|configure|config|serve|listen|compile|generate|transform|convert|validate|encode|decode)[!?]?$/i

/** A method is said with its type where it alone would not be known by its name. */
export const withOwner = (name: string, owner: string, isShared: boolean): string => (isShared || isOneWord(name) ? `${owner}.${name}` : name)

interface Module {
  ending: RegExp
  /** Does the language write a function with the module that it comes from, even where its name is unique? */
  always: boolean
  /** From the segments of the folder and the file's name without its ending. */
  nameOf: (folder: readonly string[], stem: string) => string | undefined
}

const folderUnless =
  (doors: RegExp) =>
  (folder: readonly string[], stem: string): string | undefined =>
    doors.test(stem) ? folder.at(-1) : stem

const modules: readonly Module[] = [
  { ending: /\.go$/, always: true, nameOf: (folder) => folder.findLast((segment) => !/^v\d+$/.test(segment)) },
  { ending: /\.rs$/, always: false, nameOf: folderUnless(/^(?:mod|lib|main)$/) },
  // What a private module holds is met under its package: `httpx/_api.py` gives httpx.get.
  { ending: /\.pyi?$/, always: false, nameOf: folderUnless(/^_/) },
  { ending: /\.[cm]?[jt]sx?$/, always: false, nameOf: folderUnless(/^index$/) },
]

/** Folders that hold a whole project's code: no module's name. */
const placeOnly = /^(?:src|source|lib|app|internal|pkg|packages|crates|dist|\.)$/i

/**
 * A function that stands in no type: said with its module where its name alone says nothing.
 * @param home the file that it stands in, or null where that is not known
 */
export const withModule = (name: string, home: string | null, isShared: boolean): string => {
  const found = home === null ? undefined : modules.find(({ ending }) => ending.test(home))
  if (home === null || found === undefined || name === 'main') return name
  const isTold = saysNothing.test(name) || isShared || (found.always && isOneWord(name) && /^[A-Z]/.test(name))
  if (!isTold) return name
  const segments = home.split('/')
  const stem = segments.at(-1)?.replace(/(?:\.d)?\.\w+$/, '') ?? ''
  const module = found.nameOf(segments.slice(0, -1), stem)
  return module === undefined || placeOnly.test(module) || !/^[\w-]+$/.test(module) || module === name ? name : `${module}.${name}`
}
