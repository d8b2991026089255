// One place at which the code already has several of a kind, and what its finders share.
import type { KeyFile, Place } from '../../../../../shared/analysis.ts'
import type { Named, Say } from '../../telling/message.ts'
import type { World } from '../world.ts'

export interface ExtensionPoint {
  id: string
  /** What one would add, in words: "content decoder". */
  what: string
  about: Named
  /** Some that are there. */
  examples: Named[]
  places: Place[]
  /** How a new one is made known: what it descends from, where it stands. */
  how: (say: Say) => string
  /** Where those that are there are made, behind their names. */
  made?: (say: Say) => string
  weight: number
}

export const fewest = 3
export const mostOfKind = 2

/** Words that people use for a kind of thing. */
export const kindFolder =
  /^(?:adapters?|plugins?|commands?|cmds?|handlers?|transports?|drivers?|providers?|middlewares?|formats?|formatters?|loaders?|extensions?|rules?|checkers?|parsers?|languages?|controllers?|models?|views?|migrations?|integrations?|connectors?|exporters?|importers?|reporters?|renderers?|resolvers?|serializers?|validators?|strategies|actions?|tasks?|jobs?|stores?|codecs?|filters?|lexers?|printers?|widgets?|components?|hooks?|services?|clients?|mappers?|sinks?|enrichers?|notifications?|notifiers?|specs?|generators?|macros?|polic(?:y|ies)|visitors?|decoders?|encoders?|converters?|algorithms?|backends?)$/i

export const isError = (name: string): boolean => /(?:Error|Exception|Failure|Failed)\w*$|^UnableTo/.test(name)

export const folderOf = (file: string): string => file.split('/').slice(0, -1).join('/')

/** Where some of a folder bear its word as their last, as CurlHandler does in Handler, the others are what those need. */
export const ofTheirKind = <Item>(items: readonly Item[], kind: string, nameOf: (item: Item) => string): Item[] => {
  const own = items.filter((item) => nameOf(item).toLowerCase().endsWith(kind.toLowerCase()))
  return own.length > 0 ? own : [...items]
}

export const usual =
  /^(?:new|default|from|init|constructor|__\w+__|__construct|toString|ToString|clone|initialize|[dD]ispose(?:Async)?|[cC]lose|[eE]quals|hashCode|GetHashCode|deref(?:_mut)?|fmt|into|eq|hash|next|iter|(?:add|sub|mul)(?:_assign)?|serialize|deserialize|index|as_ref|borrow|(?:partial_)?cmp|to_s|inspect|to_string)$/

/** The file that imports them all. */
export const registryOf = (files: ReadonlySet<string>, world: World): KeyFile | undefined =>
  files.size < fewest
    ? undefined
    : world.facts.key_files.find(({ path, imports }) => !files.has(path) && imports.filter((file) => files.has(file)).length >= files.size * 0.8)
