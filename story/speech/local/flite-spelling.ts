// What Flite says wrong, written so that it says it right: found by having it print the sounds of some 370 terms of our
// field. For this voice only, since others know these words and would stumble over the respelling.

// biome-ignore format: a table reads best in rows.
const respellings: Readonly<Record<string, string>> = {
  array: 'uh ray', arrays: 'uh rays', async: 'ay sink', bcrypt: 'B crypt', boolean: 'boolee an', cached: 'cashed', caching: 'cashing', chmod: 'change mod', compiler: 'come pile er', coroutine: 'ko rooteen', coroutines: 'ko rooteens',
  daemon: 'demon', daemons: 'demons', debian: 'debby an', django: 'jango', enum: 'ee num', enums: 'ee nums', env: 'enve', epoll: 'E poll', formatter: 'format er', git: 'ghit', goroutine: 'go rooteen', goroutines: 'go rooteens', gunicorn: 'gunny corn', gzip: 'G zip',
  hashmap: 'hash map', hashmaps: 'hash maps', heuristic: 'hew ristic', heuristics: 'hew ristics', inode: 'eye node', inodes: 'eye nodes', integer: 'inta jer', kqueue: 'K queue', kubernetes: 'koo ber netties', memoize: 'memo ize', memoized: 'memo ized', meta: 'metta', mypy: 'my pie',
  plugin: 'plug in', plugins: 'plug ins', postgres: 'post gress', redis: 'reddiss', repo: 'ree po', repos: 'ree pose', res: 'rez', scalable: 'scale able', schema: 'skeema', schemas: 'skeemas', stdio: 'standard I O', subquery: 'sub query', subqueries: 'sub queries', supabase: 'soopa base',
  ubuntu: 'oo boon too', uvicorn: 'you vee corn', venv: 'V enve', virtualenv: 'virtual enve', werkzeug: 'verk tsoyg', wget: 'W get',
}

const phrases: readonly (readonly [RegExp, string])[] = [
  [/\bread me\b/gi, 'reed me'],
  // A spelled A after another letter is taken for the article.
  [/(?<=\b[B-Z] )A\b/g, 'ay'],
  [/(?<=\bay )A\b/g, 'ay'],
]

const known = new RegExp(`\\b(?:${Object.keys(respellings).join('|')})\\b`, 'gi')

export const respellForFlite = (spoken: string): string =>
  phrases.reduce((text, [pattern, said]) => text.replace(pattern, said), spoken).replace(known, (word) => respellings[word.toLowerCase()] ?? word)
