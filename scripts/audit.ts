// Known weaknesses in what ships, by `npm audit`: ends with an error where one is high or critical. Belongs before a release
// and not into every test run, since a weakness may become known on any day, of code that has not changed.
//   node scripts/audit.ts
// Some registries, mirrors most of all, have no such list. Then nothing is known, which is said and is no error; whatever
// else goes wrong is one.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'

const refusedSeverities = new Set(['high', 'critical'])
/** As a registry answers that does not know what it is asked for. */
const noSuchList = new Set([404, 405, 501])

const answerSchema = z.union([
  z.object({ vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string() })) }),
  z.object({ statusCode: z.number().default(0).describe('0: there was no answer'), message: z.string() }),
])

const askNpm = async (): Promise<string> => {
  try {
    return (await promisify(execFile)('npm', ['audit', '--omit=dev', '--json'], { cwd: new URL('../', import.meta.url), maxBuffer: 64 * 1024 * 1024 })).stdout
  } catch (error) {
    // npm ends with an error where it finds something, and has printed what.
    if (error instanceof Error && 'stdout' in error && typeof error.stdout === 'string' && error.stdout !== '') return error.stdout
    throw error
  }
}

const answer = answerSchema.parse(JSON.parse(await askNpm()))
if ('vulnerabilities' in answer) {
  const found = Object.entries(answer.vulnerabilities)
  const refused = found.filter(([, { severity }]) => refusedSeverities.has(severity))
  for (const [name, { severity, range }] of refused) console.error(`${name} ${range}: ${severity}`)
  console.log(`${found.length} packages with known weaknesses, ${refused.length} of them high or critical`)
  process.exitCode = refused.length > 0 ? 1 : 0
} else if (noSuchList.has(answer.statusCode)) console.log(`This registry has no list of weaknesses (it answers ${answer.statusCode}): nothing was looked up.`)
else {
  console.error(`The registry could not be asked: ${answer.message}`)
  process.exitCode = 1
}
