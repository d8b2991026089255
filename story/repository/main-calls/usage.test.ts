import { describe, expect, it } from 'vitest'
import { readUsage } from './usage.ts'

const nothing = { returnedBy: new Map<string, Set<string>>(), heldBy: new Map<string, string>() }
const readme = (text: string) => [{ source: 'readme' as const, path: 'README.md', text }]
const fenced = (language: string, ...lines: string[]) => [`\`\`\`${language}`, ...lines, '```', ''].join('\n')

describe('the usage of a project', () => {
  it('counts what the README calls, and nothing that stands only in its prose', () => {
    const usage = readUsage(readme(`Call open() first.\n\n${fenced('js', 'const app = express()', 'app.listen(3000)')}`), ['express'])
    expect(usage.weightOf({ name: 'listen', parent: null }, nothing).readme).toBeGreaterThan(0)
    expect(usage.isInReadme('open')).toBe(false)
  })

  it("takes what Python has itself for nobody's, unless it is imported, and a printing method for its owner's", () => {
    const calls = ['with open("a") as file:', '    console.print(file)', 'console = Console()']
    const usage = readUsage(readme(fenced('python', 'from rich.console import Console', ...calls)), ['rich'])
    expect(usage.weightOf({ name: 'open', parent: null }, nothing).readme).toBe(0)
    expect(usage.weightOf({ name: 'print', parent: 'Console' }, nothing).readme).toBeGreaterThan(4)
    const imported = readUsage(readme(fenced('python', 'from rich.progress import open', ...calls)), ['rich'])
    expect(imported.weightOf({ name: 'open', parent: null }, nothing).readme).toBeGreaterThan(2)
  })

  it('knows what is called on the package itself', () => {
    const usage = readUsage(readme(fenced('js', "const response = await axios.get('/tea')", "response.headers.take('size')")), ['axios'])
    expect(usage.isCalledOnPackage('get')).toBe(true)
    expect(usage.isCalledOnPackage('take')).toBe(false)
  })

  it('tells a package’s own function from the method of that name', () => {
    const usage = readUsage(readme(fenced('python', "r = requests.get('https://example.org')", 'jar = RequestsCookieJar()')), ['requests'])
    const own = usage.weightOf({ name: 'get', parent: null }, nothing).all
    expect(own).toBeGreaterThan(4)
    expect(usage.weightOf({ name: 'get', parent: 'RequestsCookieJar' }, nothing).all).toBeLessThan(own / 4)
  })

  it('knows the type of a variable by what made it, and of a chained call by what it is made on', () => {
    const usage = readUsage(
      readme(fenced('java', 'OkHttpClient client = new OkHttpClient();', 'Response response = client.newCall(request)', '  .execute();')),
      [],
    )
    const known = { ...nothing, returnedBy: new Map([['newCall', new Set(['Call'])]]) }
    expect(usage.weightOf({ name: 'newCall', parent: 'OkHttpClient' }, known).readme).toBeGreaterThan(4)
    expect(usage.weightOf({ name: 'newCall', parent: 'Cache' }, known).readme).toBeLessThan(1)
    expect(usage.weightOf({ name: 'execute', parent: 'RealCall', bases: ['Call'] }, known).readme).toBeGreaterThan(4)
    expect(usage.weightOf({ name: 'execute', parent: 'TaskQueue' }, known).readme).toBeLessThan(1)
  })

  it('knows what the project’s own variables hold', () => {
    const usage = readUsage(readme(fenced('swift', 'AF.request("https://example.org").response { debug($0) }')), ['Alamofire'])
    const known = { ...nothing, heldBy: new Map([['AF', 'Session']]) }
    expect(usage.weightOf({ name: 'request', parent: 'Session' }, known).readme).toBeGreaterThan(4)
  })

  it('takes a variable that is called as a type is for one of it', () => {
    const usage = readUsage(readme(fenced('js', 'axios.request(config)')), ['axios'])
    expect(usage.weightOf({ name: 'request', parent: 'Axios' }, nothing).readme).toBeGreaterThan(4)
    expect(usage.weightOf({ name: 'request', parent: 'Adapter' }, nothing).readme).toBeLessThan(1)
  })

  it('shares a bare name among all that bear it', () => {
    const usage = readUsage(readme(fenced('kotlin', 'Request.Builder().url(address).build()')), [])
    const alone = usage.weightOf({ name: 'build', parent: 'Request.Builder' }, nothing).all
    expect(usage.weightOf({ name: 'build', parent: 'Request.Builder', rivals: 16 }, nothing).all).toBeCloseTo(alone / 4)
    expect(usage.weightOf({ name: 'build', parent: 'Http2Connection.Builder' }, nothing).all).toBeLessThan(alone)
  })

  it('counts the programs that the README starts on a command line', () => {
    const usage = readUsage(readme(fenced('sh', '$ rg needle', 'rg -i needle src', 'cargo install ripgrep')), [])
    expect(usage.commands.get('rg')).toBe(2)
    expect(usage.isInReadme('needle')).toBe(false)
  })

  it('believes a README more than a test', () => {
    const text = fenced('js', 'ky.post(address)')
    const told = readUsage([...readme(text), { source: 'test', path: 'a.test.ts', text: 'ky.head(address)' }], ['ky'])
    expect(told.weightOf({ name: 'post', parent: null }, nothing).all).toBeGreaterThan(3 * told.weightOf({ name: 'head', parent: null }, nothing).all)
  })
})
