import { describe, expect, it } from 'vitest'
import { makeSpokenForm, toSpokenForm } from './spoken-form.ts'

/** Written in the middle of a sentence → said there. */
// biome-ignore format: a table reads best in rows.
const table: Readonly<Record<string, readonly (readonly [written: string, spoken: string])[]>> = {
  'identifiers': [
    ['useEffect', 'use effect'],
    ['getUserID', 'get user I D'],
    ['parseJSONFile', 'parse jason file'],
    ['HTMLElement', 'H T M L element'],
    ['XMLHttpRequest', 'X M L H T T P request'],
    ['ReadByLine', 'read by line'],
    ['my_snake_case', 'my snake case'],
    ['MAX_RETRIES', 'max retries'],
    ['__init__', 'dunder init'],
    ['_private', 'private'],
    ['$scope', 'scope'],
    ['kebab-case-name', 'kebab case name'],
    ['i18n', 'internationalization'],
    ['utf8', 'U T F eight'],
    ['sha256', 'shah two fifty-six'],
    ['x86_64', 'X eighty-six sixty-four'],
    ['base64', 'base sixty-four'],
    ['OAuth2Client', 'oh auth two client'],
    ['githubToken', 'git hub token'],
    ['invite', 'invite'],
    ['constructor', 'constructor'],
    ['toString()', 'to string'],
    ['`__proto__`', 'dunder proto'],
  ],
  'code': [
    ['std::vector<T>', 'standard vector of T'],
    ['fn main()', 'function main'],
    ['Option<&str>', 'option of ref string'],
    ['Map<string, number>', 'map of string, number'],
    ['Vec<u8>', 'vec of U eight'],
    ['string[]', 'string array'],
    ['res.send()', 'response dot send'],
    ['app.use(fn)', 'app dot use of function'],
    ['println!("hi")', 'print line macro hi'],
    ['foo->bar', 'foo arrow bar'],
    ['`x => x + 1`', 'X arrow X plus one'],
    ['`a === b`', 'A triple equals B'],
    ['`const x = 1`', 'const X equals one'],
    ['`if err != nil`', 'if error not equals nil'],
    ['@app.route("/")', 'at app dot route'],
  ],
  'paths and packages': [
    ['src/app.ts', 'source slash app dot T S'],
    ['./lib/index.js', 'dot slash lib slash index dot J S'],
    ['../shared', 'dot dot slash shared'],
    ['/etc/passwd', 'slash etsy slash passwd'],
    ['~/.bashrc', 'home slash dot bash R C'],
    ['docs/**/*.md', 'docs slash star star slash star dot M D'],
    ['lib/router/', 'lib slash router'],
    ['Cargo.toml:10-20', 'cargo tommel, lines ten to twenty'],
    ['app.ts:42', 'app dot T S, line forty-two'],
    ['node_modules/.bin', 'node modules slash dot bin'],
    ['@types/node', 'at types slash node'],
    ['@scope/name@1.2.3', 'at scope slash name version one point two point three'],
    ['express@4.18.2', 'express version four point eighteen point two'],
    ['react@latest', 'react latest'],
  ],
  'versions': [
    ['v1.2.3', 'version one point two point three'],
    ['1.2.3', 'one point two point three'],
    ['kotlin/releases/1.4.20', 'kotlin slash releases slash one dot four dot twenty'],
    ['2.0.0-rc.1', 'two point zero point zero release candidate one'],
    ['^4.0.0', 'caret four point zero point zero'],
    ['~2.1', 'tilde two point one'],
    ['>=18.17', 'at least eighteen point seventeen'],
    ['4.x', 'four point X'],
  ],
  'commands and flags': [
    ['npm i', 'N P M install'],
    ['npm ci', 'N P M C I'],
    ['`npm install -D vitest`', 'N P M install dash D vee test'],
    ['`git commit -m`', 'git commit dash M'],
    ['`cargo build --release`', 'cargo build dash dash release'],
    ['--save-dev', 'dash dash save dev'],
    ['-rf', 'dash R F'],
    ['--port=3000', 'dash dash port three thousand'],
    ['-p', 'dash P'],
  ],
  'addresses and hashes': [
    ['https://github.com/expressjs/express', 'git hub dot com slash expressjs slash express'],
    ['http://localhost:3000/users?id=1', 'local host port three thousand slash users'],
    ['https://www.example.org/a/b.html', 'example dot org slash A slash B dot H T M L'],
    ['me@example.com', 'me at example dot com'],
    ['localhost:8080', 'local host port eighty eighty'],
    ['127.0.0.1:5432', 'one hundred twenty-seven dot zero dot zero dot one port fifty-four thirty-two'],
    ['a371447', 'A three seven one'],
    ['a3714473feb3d2908add734d340e7755fd85e0a3', 'A three seven one'],
  ],
  'numbers': [
    ['42', 'forty-two'],
    ['1,234', 'one thousand two hundred thirty-four'],
    ['1234567', 'one million two hundred thirty-four thousand five hundred sixty-seven'],
    ['3.14', 'three point one four'],
    ['0.25', 'zero point two five'],
    ['-1', 'minus one'],
    ['1st', 'first'],
    ['22nd', 'twenty-second'],
    ['100th', 'one hundredth'],
    ['1/2', 'one half'],
    ['3/4', 'three quarters'],
    ['5%', 'five percent'],
    ['$5', 'five dollars'],
    ['$9.99', 'nine dollars ninety-nine'],
    ['10k', 'ten thousand'],
    ['3x', 'three times'],
    ['0xFF', 'hex F F'],
    ['1e6', 'one times ten to the six'],
    ['10–20', 'ten to twenty'],
    ['3-5', 'three to five'],
    ['8-bit', 'eight bit'],
  ],
  'units': [
    ['64 KB', 'sixty-four kilobytes'],
    ['64KB', 'sixty-four kilobytes'],
    ['10ms', 'ten milliseconds'],
    ['1 ms', 'one millisecond'],
    ['1.5GiB', 'one point five gibibytes'],
    ['60 fps', 'sixty frames per second'],
    ['2 GHz', 'two gigahertz'],
    ['100 Mbps', 'one hundred megabits per second'],
  ],
  'dates and times': [
    ['2024-03-01', 'March first, twenty twenty-four'],
    ['June 26, 2009', 'June twenty-sixth, two thousand nine'],
    ['in 2009', 'in two thousand nine'],
    ['in 2016', 'in twenty sixteen'],
    ['the 1990s', 'the nineteen nineties'],
    ['11:56', 'eleven fifty-six'],
    ['10:00 am', 'ten A M'],
  ],
  'complexity': [
    ['O(n)', 'O of N'],
    ['O(1)', 'O of one'],
    ['O(n log n)', 'O of N log N'],
    ['O(n²)', 'O of N squared'],
    ['O(n^2)', 'O of N squared'],
    ['O(V + E)', 'O of V plus E'],
    ['Θ(n)', 'theta of N'],
  ],
  'acronyms and names': [
    ['SQL', 'S Q L'],
    ['YAML', 'yammel'],
    ['JSON', 'jason'],
    ['gRPC', 'G R P C'],
    ['OAuth', 'oh auth'],
    ['nginx', 'engine X'],
    ['kubectl', 'cube control'],
    ['APIs', "A P I's"],
    ['URLs', "U R L's"],
    ['CLI', 'C L I'],
    ['HTTP', 'H T T P'],
    ['HTTPS', 'H T T P S'],
    ['REST', 'rest'],
    ['CRUD', 'crud'],
    ['CORS', 'cores'],
    ['AST', 'A S T'],
    ['JWT', 'J W T'],
    ['UUID', 'U U I D'],
    ['README', 'read me'],
    ['TODO', 'to do'],
    ['GET', 'get'],
    ['POST', 'post'],
    ['SELECT', 'select'],
    ['ENOENT', 'E no ent'],
    ['SIGTERM', 'sig term'],
    ['HTTP/2', 'H T T P two'],
    ['TCP/IP', 'T C P I P'],
    ['CI/CD', 'C I C D'],
    ['I/O', 'I O'],
    ['C++', 'C plus plus'],
    ['C#', 'C sharp'],
    ['.NET', 'dot net'],
    ['Node.js', 'node J S'],
    ['Next.js', 'next J S'],
    ['UTF-8', 'U T F eight'],
    ['IPv6', 'I P version six'],
  ],
  'files': [
    ['.ts', 'dot T S'],
    ['.env', 'dot env'],
    ['*.py', 'star dot P Y'],
    ['package.json', 'package jason'],
    ['docker-compose.yml', 'docker compose yammel'],
    ['README.md', 'the read me'],
    ['app.test.ts', 'app dot test dot T S'],
    ['main.go', 'main dot go'],
    ['index.html', 'index dot H T M L'],
  ],
  'status codes and short forms': [
    ['a 404', 'a four oh four'],
    ['status 200', 'status two hundred'],
    ['404 files', 'four hundred four files'],
    ['e.g.', 'for example'],
    ['i.e.', 'that is'],
    ['and/or', 'and or'],
    ['24/7', 'twenty-four seven'],
  ],
  'Markdown, emoji and other letters': [
    ['🎉', ''],
    ['**bold**', 'bold'],
    ['*soft*', 'soft'],
    ['[a link](https://x.y)', 'a link'],
    ['~~gone~~', 'gone'],
    ['<b>tag</b>', 'tag'],
    ['- item', 'item'],
  ],
  'signs, words and other names': [
    ['a + b', 'a plus B'],
    ['a == b', 'a double equals B'],
    ['a && b', 'a and B'],
    ['a → b', 'a to B'],
    ['≤ 5', 'at most five'],
    ['λ', 'lambda'],
    ['café', 'cafe'],
    ['naïve', 'naive'],
    ['Größe', 'Grosse'],
    ['“quoted”', 'quoted'],
    ['don’t', "don't"],
    ["it's", "it's"],
    ['#123', 'number one hundred twenty-three'],
    ['$HOME', 'home'],
    ['Python 3.12', 'Python three point twelve'],
    ['Go 1.22', 'Go one point twenty-two'],
    ['TLS 1.3', 'T L S one point three'],
    ['(see below)', 'see below,'],
    ['one — two', 'one, two'],
    ['X-Powered-By', 'X Powered By'],
    ['Content-Type', 'Content Type'],
    ['read-only', 'read only'],
    ['PostgreSQL', 'post gress Q L'],
    ['MongoDB', 'mongo D B'],
    ['GraphQL', 'graph Q L'],
    ['TypeScript', 'type script'],
    ['WebSocket', 'web socket'],
    ['macOS', 'mac O S'],
  ],
}

const speak = makeSpokenForm()

describe.each(Object.entries(table))('%s', (_, rows) => {
  it.each(rows)('%s is said: %s', (written, spoken) => {
    const { text } = speak(`It is ${written} here.`)
    expect(text.replace(/^It is,? ?/, '').replace(/ ?here\.$/, '')).toBe(spoken)
  })
})

describe('whole sentences', () => {
  it.each([
    [
      'Node brings two objects (see lib/express.js) — "neither" has heard of res.send.',
      'Node brings two objects, see lib slash express dot J S, neither has heard of response dot send.',
    ],
    [
      'Install it with `npm i -D @types/node`, then run `npm run build -- --watch`.',
      'Install it with N P M install dash D at types slash node, then run N P M run build dash dash dash dash watch.',
    ],
    [
      'Fourteen lines out of response.js and 58 out of a test; 6,000 commits.',
      'Fourteen lines out of response dot J S and fifty-eight out of a test, six thousand commits.',
    ],
    ['## What is left?', 'What is left?'],
    ['- A point, made **twice**.', 'A point, made twice.'],
    ['It waits... and goes on.', 'It waits, and goes on.'],
    ['Is it `main`?', 'Is it main?'],
    ['See [the guide](https://example.org/guide "Guide") first.', 'See the guide first.'],
    ['The README.md says so, and its README.md too.', 'The read me says so, and its read me too.'],
    ['MAX_RETRY_COUNT_PER_HOST is 3.', 'max retry count per host is three.'],
    ['See std::unordered_map<std::string, std::vector<int>>.', 'See standard unordered map of standard string, standard vector of int.'],
    ['The type is Promise<Array<string | null>>.', 'The type is promise of array of string or null.'],
    ['It is a >> b.', 'It is a shift right B.'],
    ['int main(int argc, char **argv)', 'int main of int argc, char star star arg V'],
    ['It passes **kwargs on, and x**2 too.', 'It passes star star kwargs on, and X to the power of two too.'],
    ['It reads obj?.prop!.value and calls println!("hi").', 'It reads object dot prop dot value and calls print line macro hi.'],
    ['It takes list[dict[str, int]] and set[0].', 'It takes list of dict of string, int and set at zero.'],
    ['Run docker run -p 8080:80 now.', 'Run docker run dash P eighty eighty to eighty now.'],
    ['At 2 a.m. it stops, in Q3 2024, give ±6 %.', 'At two A M it stops, in Q three twenty twenty-four, give plus or minus six percent.'],
    ['It is I/O-bound, async/await or not.', 'It is I O bound, async await or not.'],
  ])('%s', (written, spoken) => {
    expect(toSpokenForm(written).text).toBe(spoken)
  })

  it('leaves plain prose as it is', () => {
    const prose = "Because the app is a function, listen can be short. It doesn't wait, and nobody's request is lost."
    expect(toSpokenForm(prose)).toEqual({ text: prose, unsayable: [] })
  })

  it('learns the words of a repository, and puts them before its own', () => {
    const pronunciations = { zod: 'zodd', 'Fastify.js': 'fasty fie', useEffect: 'the effect hook' }
    expect(toSpokenForm('Here zod and Fastify.js call useEffect, and `zod` again.', pronunciations).text).toBe(
      'Here zodd and fasty fie call the effect hook, and zodd again.',
    )
  })

  it('says nothing outside of printable ASCII, whatever comes', () => {
    const { text, unsayable } = toSpokenForm('A\u0000 nul, a \u202ereversed\u202c word, \ufeffzero\u200bwidth, ünïcode, 日本語, Привет, 🎉 and ≈ 5 µs.')
    expect(text).toMatch(/^[\x20-\x7e]+$/)
    expect(text).toContain('A nul, a reversed word, zerowidth, unicode')
    expect(unsayable).toEqual(['日本語', 'Привет'])
  })

  it('never reads noise for minutes: long tokens are cut', () => {
    expect(toSpokenForm(`The key ${'a'.repeat(5000)} is long.`).text.length).toBeLessThan(60)
    expect(toSpokenForm(`The data ${'Zm9vYmFy'.repeat(600)} is long.`).text.length).toBeLessThan(400)
    expect(toSpokenForm(`The number ${'9'.repeat(300)} is long.`).text.length).toBeLessThan(120)
  })

  it('is empty where there is nothing to say', () => {
    for (const nothing of ['', '   ', '🎉', '```js\nlet a = 1\n```', '———', '只有中文。']) expect(toSpokenForm(nothing).text).toBe('')
  })
})
