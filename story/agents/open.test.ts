import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openAnthropicStandIn } from '../../test/support/anthropic.ts'
import { blocksOf } from '../../test/support/anthropic-turns.ts'
import { openAuthor } from '../../test/support/claude-author.ts'
import { shopTexts } from '../../test/support/shop.ts'
import { writeStory } from '../../test/support/write-story.ts'
import { openFolderSnapshot } from '../repository/folder-snapshot.ts'
import { openAgents } from './open.ts'

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

describe('openAgents', () => {
  it('without a key is the local narrator, which costs nothing', async () => {
    expect(await openAgents({})).toMatchObject({ narrator: 'local', paid: false })
  })

  it('with a key is Claude, by the documented model or the one that is named', async () => {
    expect(await openAgents({ ANTHROPIC_API_KEY: 'sk' })).toMatchObject({ narrator: 'claude-opus-4-5-20251101', paid: true })
    expect(await openAgents({ ANTHROPIC_API_KEY: 'sk', ANTHROPIC_MODEL: 'claude-opus-5-5' })).toMatchObject({ narrator: 'claude-opus-5-5', paid: true })
  })

  it('reads a real folder, and shows Claude its digest between marks', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'code-story-agents-'))
    cleanups.push(() => rm(folder, { recursive: true, force: true }))
    await mkdir(join(folder, 'lib'))
    for (const [path, text] of Object.entries(shopTexts)) await writeFile(join(folder, path), text)
    const snapshot = await openFolderSnapshot(folder)
    const standIn = await openAnthropicStandIn(await openAuthor(snapshot))
    cleanups.push(standIn.close)

    const agents = await openAgents({ ANTHROPIC_API_KEY: standIn.key, ANTHROPIC_BASE_URL: standIn.url })
    const { analysis, seconds } = await writeStory(agents, snapshot, { request: { repoUrl: folder, duration: 5 } })
    expect(standIn.violations).toEqual([])
    expect(Math.abs(seconds / 300 - 1)).toBeLessThan(0.03)
    expect(analysis.digest).toContain('lib/basket.js')
    expect(analysis).toMatchObject({ complexity_score: 0.4, repo_metadata: null })
    const [, material] = blocksOf(standIn.calls[0]?.request.system ?? '')
    expect(material?.text).toContain(analysis.digest)
    expect(material?.cache_control).toEqual({ type: 'ephemeral' })
  })
})
