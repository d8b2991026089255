import { beforeAll, describe, expect, it } from 'vitest'
import type { Setting } from '../../../shared/analysis.ts'
import { hide } from '../syntax/comments.ts'
import { readFile } from '../syntax/read-file.ts'
import { syntaxRows } from '../syntax/rows.ts'
import { openSyntaxParser, type SyntaxParser } from '../syntax/tree.ts'
import { findSettings } from './settings.ts'

let parser: SyntaxParser
beforeAll(async () => {
  parser = await openSyntaxParser()
})

const settingsOf = async (
  path: string,
  language: string,
  text: string,
  written: readonly string[] = [],
  pages: Readonly<Record<string, string>> = {},
): Promise<Setting[]> => {
  const row = syntaxRows[language]
  if (row === undefined) throw new Error(`no row for ${language}`)
  const root = await parser.parse(hide(text, row), row.grammar)
  if (root === null) throw new Error('no tree')
  return findSettings({
    name: 'till',
    parsed: [readFile(path, language, text, root, row)],
    files: new Map(),
    pages: new Map(Object.entries(pages)),
    isShown: () => false,
    isWritten: (name) => written.includes(name),
  })
}

describe('what can be set', () => {
  it('is a field of a TypeScript interface of options, with its own words and the default that they tell', async () => {
    const [setting] = await settingsOf(
      'a.ts',
      'TypeScript',
      'export interface ServerOptions {\n  /** How long a request may take. Defaults to 30. */\n  timeout?: number\n}\n',
    )
    expect(setting).toMatchObject({ name: 'timeout', kind: 'option', of: 'ServerOptions', default: '30', place: { file: 'a.ts', start_line: 3 } })
    expect(setting?.description?.text).toContain('How long a request may take.')
    // The first word of a description is no value.
    const [described] = await settingsOf(
      'a.ts',
      'TypeScript',
      'export interface ServerOptions {\n  /** Default: a comparator that orders by bytes. */\n  order?: Order\n}\n',
    )
    expect(described).toMatchObject({ name: 'order', default: null })
  })

  it('is a property of a static class of C# that anybody may set', async () => {
    const text = 'public static class Settings {\n  public static int? CommandTimeout { get; set; }\n  public static int Count { get; }\n}\n'
    expect((await settingsOf('a.cs', 'C#', text)).map(({ name }) => name)).toEqual(['CommandTimeout'])
  })

  it('is no property within a class that only the library sees, and has no default in what its constructor takes', async () => {
    const text =
      'public class Drawer {\n  public record Options(int Size) {\n    public int Size { get; } = Size;\n    public int Weight { get; set; } = 3;\n  }\n}\n'
    expect((await settingsOf('a.cs', 'C#', text)).map(({ name, default: value }) => [name, value])).toEqual([
      ['Size', null],
      ['Weight', '3'],
    ])
    expect(await settingsOf('a.cs', 'C#', text.replace('public class', 'class'))).toEqual([])
  })

  it('is no field that the library keeps for itself, though others can see it', async () => {
    const text =
      'class TillConfiguration {\n  val size: Int = 3\n  val _coins: Int = 4\n  @TillInternalApi\n  val drawers: Int = 5\n  internal val weight: Int = 6\n}\n'
    expect((await settingsOf('a.kt', 'Kotlin', text)).map(({ name }) => name)).toEqual(['size'])
  })

  it('is an option of what Node parses by itself, and no other object of that shape', async () => {
    const options = "{ options: { port: { type: 'string', short: 'p', default: '3000' }, watch: { type: 'boolean' } } }"
    expect((await settingsOf('bin.js', 'JavaScript', `const { values } = parseArgs(${options})\n`)).map(({ name, default: value }) => [name, value])).toEqual([
      ['--port', '3000'],
      ['--watch', null],
    ])
    expect(await settingsOf('bin.js', 'JavaScript', `const schema = (${options})\n`)).toEqual([])
  })

  it('is nothing that a library makes for itself, or keeps as a list', async () => {
    const text = 'class Options private constructor(\n  val names: Array<String>,\n)\n\nclass MoreOptions(\n  val size: Int,\n) : AbstractList<String>()\n'
    expect(await settingsOf('Options.kt', 'Kotlin', text)).toEqual([])
    expect((await settingsOf('Options.kt', 'Kotlin', text.replace(' private constructor', ''))).map(({ name }) => name)).toEqual(['names'])
  })

  it('is no line of a comment, whatever it looks like', async () => {
    const text = 'export interface Options {\n  /**\n  How many at once.\n\n  Minimum: `1`.\n  */\n  concurrency: number\n}\n'
    expect((await settingsOf('a.ts', 'TypeScript', text)).map(({ name }) => name)).toEqual(['concurrency'])
  })

  it('is nothing that its authors have given up', async () => {
    const text = 'export interface TillOptions {\n  /** @deprecated Use width. */\n  size?: number\n  /** How wide it is. */\n  width?: number\n}\n'
    expect((await settingsOf('a.ts', 'TypeScript', text)).map(({ name }) => name)).toEqual(['width'])
  })

  it('is no field of a field, and no function type for a default', async () => {
    const found = await settingsOf('a.ts', 'TypeScript', 'export interface AOptions {\n  hooks?: {\n    before?: number\n  }\n  done?: () => void\n}\n')
    expect(found.map(({ name, default: value }) => [name, value])).toEqual([
      ['hooks', null],
      ['done', null],
    ])
  })

  it('is a file that is called after the project, or after nothing but settings, and no file of another program', async () => {
    const read = async (names: string[]) =>
      (await settingsOf('a.rs', 'Rust', `const NAMES: &[&str] = &[${names.map((name) => `"${name}"`).join(', ')}];\n`)).map(({ name }) => name)
    expect(await read(['.tillrc', '/etc/till.yml', 'till.config.json', 'config.toml', 'mytill.ini'])).toEqual(['.tillrc', 'till.yml', 'config.toml'])
    expect(await read(['.vimrc', 'bsconfig.json', 'redis.conf', 'package.json', '.mrc'])).toEqual([])
    expect((await settingsOf('a.rb', 'Ruby', 'FILES = %w[till.yml till.yml.erb]\n')).map(({ name }) => name)).toEqual(['till.yml'])
    expect(await settingsOf('a.rs', 'Rust', 'fn a() {}\n#[cfg(test)]\nmod tests {\n  const A: &str = "till.yml";\n}\n')).toEqual([])
    expect(await settingsOf('a.go', 'Go', 'package a\n\nconst usage = `\n\ttill -config /etc/till.yml now\n`\n')).toEqual([])
  })

  it('is a field of a Go struct that users are shown to write out, and not of any other', async () => {
    const text =
      'package a\n\n// Command is one.\ntype Command struct {\n\t// Use is the one-line message.\n\tUse string\n\thidden bool\n}\n\ntype Other struct {\n\tName string\n}\n'
    expect((await settingsOf('a.go', 'Go', text, ['Command'])).map(({ name }) => name)).toEqual(['Use'])
  })

  it('is a flag of clap’s builder and of its derive, without what only overrules another', async () => {
    const built =
      'fn app() {\n  Command::new("x")\n    .arg(Arg::new("wrap").long("wrap").default_value("auto").help("Wrap long lines."))\n    .arg(Arg::new("n"));\n}\n'
    expect((await settingsOf('a.rs', 'Rust', built))[0]).toMatchObject({
      name: '--wrap',
      kind: 'flag',
      default: 'auto',
      description: { text: 'Wrap long lines.' },
    })
    const derived =
      'pub struct Opts {\n    #[arg(long, short = \'H\', help = "Search hidden files")]\n    pub hidden: bool,\n    #[arg(long, hide = true)]\n    no_hidden: (),\n}\n'
    expect((await settingsOf('b.rs', 'Rust', derived)).filter(({ kind }) => kind === 'flag').map(({ name }) => name)).toEqual(['--hidden'])
    const commented =
      'struct Opt {\n    /// Whether to draw a border. It is drawn\n    /// around each panel.\n    ///\n    /// More of it.\n    #[arg(\n        long("frame"),\n        default_value("plain"),\n        default_value_if("x", ArgPredicate::IsPresent, Some("none"))\n    )]\n    border: Style,\n}\n'
    expect((await settingsOf('c.rs', 'Rust', commented))[0]).toMatchObject({
      name: '--frame',
      default: 'plain',
      description: { text: 'Whether to draw a border. It is drawn around each panel.' },
    })
  })

  it('is an environment variable where the code reads it, with its fallback', async () => {
    expect((await settingsOf('a.js', 'JavaScript', "var env = process.env.NODE_ENV || 'development'\n"))[0]).toMatchObject({
      name: 'NODE_ENV',
      kind: 'environment',
      default: 'development',
    })
    const rust = 'fn a() {\n  env::var_os("_TILL_DATA");\n  env::var("XDG_DATA_HOME");\n}\n'
    expect((await settingsOf('a.rs', 'Rust', rust)).map(({ name }) => name)).toEqual(['_TILL_DATA'])
  })

  it('has the value at the end of a row of variables only where none of them is set', async () => {
    const [first, second] = await settingsOf('a.rb', 'Ruby', 'mode = ENV["TILL_MODE"] || ENV["TILL_ENV"] || "shop"\n')
    expect([first?.default, second?.default]).toEqual([null, null])
  })

  it('is a method that changes something and hands back what it belongs to', async () => {
    const found = async (path: string, language: string, text: string) => (await settingsOf(path, language, text)).map(({ of, name }) => `${of}.${name}`)
    const php =
      '<?php\nclass Till\n{\n    public function withDrawer(Drawer $drawer): self\n    {\n        return new self($drawer);\n    }\n\n    public function usePaper(): self\n    {\n        return $this->useSheet(1);\n    }\n\n    public function ring(int $times): self\n    {\n        return $this;\n    }\n}\n'
    expect(await found('Till.php', 'PHP', php)).toEqual(['Till.withDrawer', 'Till.usePaper'])
    const java =
      'public class TillBuilder {\n  public TillBuilder depth(int depth) {\n    this.depth = depth;\n    return this;\n  }\n  public TillBuilder open(boolean open) {\n    this.open = open;\n    return this;\n  }\n  public TillBuilder addPaper(String paper) {\n    this.paper = paper;\n    return this;\n  }\n}\n'
    expect(await found('TillBuilder.java', 'Java', java)).toEqual(['TillBuilder.depth', 'TillBuilder.open'])
    expect(await found('TillRequest.java', 'Java', java.replaceAll('TillBuilder', 'TillRequest'))).toEqual([])
    const go =
      'package a\n\nfunc (t *Till) Strict(value bool) *Till {\n\tt.strict = value\n\treturn t\n}\n\nfunc (t *Till) Depth(value int) *Till {\n\tt.depth = value\n\treturn t\n}\n\nfunc (t *Till) Child(at int) *Till {\n\treturn t.children[at]\n}\n'
    expect(await found('till.go', 'Go', go)).toEqual(['Till.Strict', 'Till.Depth'])
  })

  it('is an environment variable that a constant is called after, where its comment says so', async () => {
    const text =
      '/// Environment variable used to set the width.\npub static TILL_WIDTH: &str = "TILL_WIDTH";\n\n/// The name of a drawer.\npub static DRAWER: &str = "DRAWER";\n'
    expect((await settingsOf('vars.rs', 'Rust', text)).map(({ name, kind }) => [name, kind])).toEqual([['TILL_WIDTH', 'environment']])
  })

  it('is declared in Ruby where a class says that it can be configured', async () => {
    const text = 'module Till\n  extend Dry::Configurable\n  setting :lint, default: false\n  setting :drawer\nend\n'
    expect((await settingsOf('till.rb', 'Ruby', text)).map(({ name, of, default: value }) => [of, name, value])).toEqual([
      ['Till', 'lint', 'false'],
      ['Till', 'drawer', null],
    ])
    expect(await settingsOf('till.rb', 'Ruby', text.replace('extend Dry::Configurable', ''))).toEqual([])
  })

  it("is a flag of a table of one's own, and none of a test", async () => {
    const text =
      'pub static LONG: Arg = Arg { short: Some(b\'l\'), long: "long", takes_value: No };\n#[cfg(test)]\nmod tests {\n  static OTHER: Arg = Arg { short: None, long: "other", takes_value: No };\n}\n'
    expect((await settingsOf('flags.rs', 'Rust', text)).map(({ name }) => name)).toEqual(['--long'])
  })

  it('is nothing that a docstring of Python shows, and nothing that is marked as internal', async () => {
    const python = 'def load():\n    """Loads.\n\n        from_file("config.json")\n    """\n    return read("till.toml")\n'
    expect((await settingsOf('till.py', 'Python', python)).map(({ name }) => name)).toEqual(['till.toml'])
    const kotlin = '@InternalTillApi\npublic class PaperConfig(\n  val width: Int,\n  val size: Int,\n)\n'
    expect(await settingsOf('Paper.kt', 'Kotlin', kotlin)).toEqual([])
    expect((await settingsOf('Paper.kt', 'Kotlin', kotlin.replace('@InternalTillApi', '@Stable'))).length).toBe(2)
  })

  it('is an option that a page lists, where the code knows it and most of the others', async () => {
    const code = 'module.exports = function till (paper, options) {\n  return [options.width, options.skip, options.stream]\n}\n'
    const page = (names: string[]) =>
      `# Till\n\n### till(paper, options)\n\n#### Options\n\n${names.map((name) => `##### ${name}\n\nSays how the ${name} is. And more.\n`).join('\n')}\n#### Papers\n\n##### paper\n\nThe paper there is.\n`
    const found = await settingsOf('till.js', 'JavaScript', code, [], { 'README.md': page(['width', 'skip', 'stream']) })
    expect(found.map(({ of, name, description }) => [of, name, description?.text])).toEqual([
      ['till', 'width', 'Says how the width is.'],
      ['till', 'skip', 'Says how the skip is.'],
      ['till', 'stream', 'Says how the stream is.'],
    ])
    expect(found[0]?.place).toEqual({ file: 'README.md', start_line: 7, end_line: 7 })
    expect(await settingsOf('till.js', 'JavaScript', code, [], { 'README.md': page(['width', 'skip', 'ink', 'lamp', 'drawer']) })).toEqual([])
    const points = '## Options\n\n- `width` (number): How wide the paper is,\n  in columns.\n- `skip`: What is skipped.\n- `stream`: Where it is printed.\n'
    expect(
      (await settingsOf('till.js', 'JavaScript', code, [], { 'docs/api.md': points })).map(({ of, name, description }) => [of, name, description?.text]),
    ).toEqual([
      [null, 'width', 'How wide the paper is, in columns.'],
      [null, 'skip', 'What is skipped.'],
      [null, 'stream', 'Where it is printed.'],
    ])
  })

  it('is a key of what a call merges with what it is given, with its default', async () => {
    const found = async (path: string, language: string, text: string) =>
      (await settingsOf(path, language, text)).map(({ of, name, default: value }) => [of, name, value])
    const php =
      "<?php\nclass Till\n{\n    public function __construct(Drawer $drawer, array $options = [])\n    {\n        $options = array_merge([\n            'debug' => false,\n            'paper' => 'white',\n            'cache' => new Cache(['a' => 1]),\n        ], $options);\n        $other = array_merge([\n            'one' => 1,\n            'two' => 2,\n            'three' => 3,\n        ], $list);\n    }\n}\n"
    expect(await found('Till.php', 'PHP', php)).toEqual([
      ['Till', 'debug', 'false'],
      ['Till', 'paper', "'white'"],
      ['Till', 'cache', null],
    ])
    const script =
      "function till(paper, options) {\n  const all = Object.assign({\n    debug: false,\n    width: 80,\n    sheet: 'white'\n  }, options)\n  const other = {\n    ink: 1,\n    lamp: 2,\n    drawer: 3,\n  }\n  return { ...all, ...other }\n}\n"
    expect(await found('till.js', 'JavaScript', script)).toEqual([
      ['till', 'debug', 'false'],
      ['till', 'width', '80'],
      ['till', 'sheet', "'white'"],
    ])
  })

  it('is a directive of a sample configuration, with the comment above it', () => {
    const text = '# Accept connections on the specified port.\n# If port 0 is specified it does not listen.\nport 6379\n'
    const found = findSettings({
      name: 'till',
      parsed: [],
      files: new Map([['redis.conf', text]]),
      pages: new Map(),
      isShown: () => false,
      isWritten: () => false,
    })
    expect(found).toEqual([
      {
        name: 'port',
        kind: 'setting',
        default: '6379',
        description: { text: 'Accept connections on the specified port.', place: { file: 'redis.conf', start_line: 1, end_line: 2 } },
        of: null,
        place: { file: 'redis.conf', start_line: 3, end_line: 3 },
      },
    ])
  })

  it('comes first where the documentation shows its name', () => {
    const files = new Map([['.env.example', 'ALPHA=1\nBETA=2\n']])
    expect(
      findSettings({ name: 'till', parsed: [], files, pages: new Map(), isShown: (name) => name === 'BETA', isWritten: () => false }).map(({ name }) => name),
    ).toEqual(['BETA', 'ALPHA'])
  })
})
