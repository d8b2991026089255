// A function's name as what it does: build_pattern_regex → "builds the pattern regex". Only names that are an order, a verb
// and what it is done to; where the words could be read in two ways the name stays a name.
import { isBaseVerb, isOrderOfFunction, thirdPerson } from './verbs.ts'

/** What is short for the eye and long for the ear. */
const abbreviations: Readonly<Record<string, string>> = {
  args: 'arguments',
  arg: 'argument',
  cfg: 'configuration',
  cmd: 'command',
  conf: 'configuration',
  config: 'configuration',
  ctx: 'context',
  dir: 'directory',
  dirs: 'directories',
  env: 'environment',
  err: 'error',
  msg: 'message',
  num: 'number',
  opts: 'options',
  param: 'parameter',
  params: 'parameters',
  req: 'request',
  res: 'response',
  str: 'string',
}

/** These turn the words around: "transport for url", "sent and received". */
const joint =
  /^(?:and|or|if|is|no|not|after|before|maybe|try|for|of|to|from|in|on|with|by|at|as|into|than|when|once|only|has|have|impl|internal|fn|cb|one|each|all|any|using|async|sync|self|it|next)$/
const saysLittle: ReadonlySet<string> = new Set([
  'do',
  'go',
  'handle',
  'process',
  'run',
  'call',
  'use',
  'make',
  'perform',
  'execute',
  'invoke',
  'get',
  'set',
  'be',
  'have',
])
/** Of these, the first word of what it is done to, without a second verb in them. */
const modifier: ReadonlySet<string> = new Set([
  'string',
  'working',
  'remaining',
  'missing',
  'existing',
  'pending',
  'setting',
  'mapping',
  'binding',
  'encoding',
  'heading',
  'cached',
  'shared',
  'related',
  'nested',
  'reply',
])
const mostObjectWords = 3
/** `route_eval`, `stream_data`: of a name's first words these are as often a noun. */
const nounFirst = /^(?:route|stream|limit|map|slice|place|post|delay|report|track|link|sign|patch|transfer|schedule|index|state|view|stage)$/
/** `retryDelay`, `downloadProgress`, `restart_args`: what is named there is a delay, a progress, arguments. */
const quality =
  /^(?:progress|count|delay|time|timeout|limit|size|status|state|type|mode|level|policy|strategy|interval|duration|rate|args|arguments|options|url|path|date)$/
const qualified =
  /^(?:download|upload|restart|retry|return|request|wait|connect|read|write|send|receive|close|open|load|save|execute|start|stop|sleep|run|build|test|release|install|search|sort|display|log|poll|sync|cache)$/

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[\s_]+/)
    .filter((word) => word !== '')

const secondVerb = /^(?:remove|insert|delete|replace|push|pop|append|unlock|overwrite)$/

/** Null where the name is no plain order. */
export const nameInWords = (name: string): string | null => {
  const [verb = '', ...object] = wordsOf(name).map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
  if (verb === 'get' || object.length === 0 || object.length > mostObjectWords || (saysLittle.has(verb) && object.length < 2)) return null
  const last = object.at(-1) ?? ''
  // `decode_complete` decodes all of something.
  if (nounFirst.test(verb) || last === 'complete' || (qualified.test(verb) && quality.test(last))) return null
  if (!(isBaseVerb(verb, object[0], object[1]) || isOrderOfFunction(verb, object[0] ?? ''))) return null
  // `swap_remove` removes, and `add_update` does either: two verbs are no verb with what it is done to.
  if (object.length === 1 && (secondVerb.test(object[0] ?? '') || (verb === 'add' && object[0] === 'update'))) return null
  // "send handling auth", "send deprecated warning": a second verb, and who does what is open.
  if (object.some((word) => !/^[A-Za-z]{2,}$/.test(word) || joint.test(word) || (/(?:ing|ed|ly)$/.test(word) && !modifier.has(word)))) return null
  const spoken = object.map((word) => abbreviations[word] ?? word)
  const article = spoken[0] === 'single' || spoken[0] === 'new' ? 'a' : 'the'
  return `${thirdPerson(verb)} ${article} ${spoken.join(' ')}`
}
