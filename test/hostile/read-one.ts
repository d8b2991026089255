// Reads one repository in a process of its own, whose time and memory can be measured: source, snapshot, analysis,
// digest. Prints what it found as one line of JSON.

import { CodeStoryError } from '../../shared/errors.ts'
import { parseRepoAddress } from '../../shared/repo-address.ts'
import { analyze } from '../../story/repository/analyze-repository.ts'
import { openRepository } from '../../story/repository/source/open.ts'

const [address = '', url = '', temporaryFolder = '', limits = '{}'] = process.argv.slice(2)
const startedAt = performance.now()

/** Every text that somebody could come to see: values, and the names of fields. */
const textsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, item]) => [name, ...textsOf(item)])
}

const read = async () => {
  const logs: unknown[] = []
  const snapshot = await openRepository({
    source: { address: parseRepoAddress(address) },
    env: { GITHUB_SERVER_URL: url },
    temporaryFolder,
    signal: AbortSignal.timeout(240_000),
    log: (...line) => logs.push(line),
    limits: JSON.parse(limits),
  })
  try {
    const analysis = await analyze(snapshot, { metadata: null, digestTokens: 50_000 })
    return {
      outcome: 'story',
      files: snapshot.files.length,
      skipped: snapshot.skippedCount,
      inPart: snapshot.readInPart,
      everything: textsOf([analysis, logs, snapshot.branch]).join('\n'),
    }
  } finally {
    await snapshot.close()
  }
}

const result = await read().catch((error: unknown) => {
  if (!(error instanceof CodeStoryError)) return { outcome: 'crash', everything: String(error instanceof Error ? error.stack : error) }
  return { outcome: error.code, everything: error.message }
})
process.stdout.write(JSON.stringify({ ...result, seconds: (performance.now() - startedAt) / 1000 }))
