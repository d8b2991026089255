import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { analysisOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { addCodeExamples } from './add-code-examples.ts'
import { analyzeDependencies } from './analyze-dependencies.ts'
import { calculateTiming } from './calculate-timing.ts'
import { concatenateAudioInput } from './concatenate-audio.ts'
import { bindTool, defineTool, oneAfterTheOther } from './define-tool.ts'
import { estimateDuration } from './estimate-duration.ts'
import { fetchGithubMetadata } from './fetch-github-metadata.ts'
import { generateCoverInput } from './generate-cover.ts'
import { identifyArchitecture } from './identify-architecture.ts'
import { parseGithubUrl } from './parse-github-url.ts'
import { findPlace, sourceAt } from './place.ts'
import { readKeyFiles } from './read-key-files.ts'
import type { RepositoryDesk } from './repository-desk.ts'
import { runRepomix } from './run-repomix.ts'
import { suggestFocusAreas } from './suggest-focus-areas.ts'
import { synthesizeChunkInput } from './synthesize-chunk.ts'
import { intentTools, repositoryTools } from './toolset.ts'
import { uploadToS3Input } from './upload-to-s3.ts'
import { applyChanges, type ChapterDesk, draftOf, writeChapterInput } from './write-chapter.ts'

const snapshot = snapshotOf({ 'lib/basket.js': 'one\ntwo\nthree\nfour\n', 'lib/server.js': 'listen()\n', 'README.md': '# Shop\n' })
const place = { file: 'package.json', start_line: 1, end_line: 1 }
const analysis = {
  ...analysisOf(snapshot, ''),
  dependencies: [
    { name: 'express', version: '5', ecosystem: 'npm', scope: 'runtime' as const, purpose: 'web' as const, used_in: [], use_count: 1, internal: false, place },
    {
      name: 'vitest',
      version: '5',
      ecosystem: 'npm',
      scope: 'development' as const,
      purpose: 'testing' as const,
      used_in: [],
      use_count: 1,
      internal: false,
      place,
    },
  ],
}
const desk: RepositoryDesk = { snapshot: async () => snapshot, analysis }
const chapterDesk = (): ChapterDesk => ({ ...desk, codeExamples: [], review: async () => 'Taken.', secondsOf: (text) => text.length / 10, targetSeconds: 60 })

const analysisDesk = { ...desk, submitted: null }
const bound = [...intentTools({ repository: null }), ...repositoryTools({ task: 'analysis', on: analysisDesk })]

describe('the documented tools', () => {
  it('all exist under their names, and describe themselves and every field', () => {
    const documented = [
      'parse_github_url suggest_focus_areas estimate_duration',
      'run_repomix fetch_github_metadata read_key_files analyze_dependencies identify_architecture',
      'create_outline write_chapter add_code_examples calculate_timing',
    ].flatMap((names) => names.split(' '))
    const names = bound.map((tool) => ('name' in tool ? tool.name : ''))
    for (const name of documented) expect(names).toContain(name)
    for (const tool of bound) {
      expect('description' in tool && tool.description).toBeTruthy()
      expect(undescribed('input_schema' in tool ? tool.input_schema : {})).toEqual([])
    }
    for (const schema of [synthesizeChunkInput, uploadToS3Input, concatenateAudioInput, generateCoverInput])
      expect(undescribed(z.toJSONSchema(schema, { io: 'input' }))).toEqual([])
  })

  it('are the same to the byte whichever task they are bound for', () => {
    const wire = (tools: unknown) => JSON.stringify(tools)
    expect(wire(repositoryTools({ task: 'chapter', on: chapterDesk() }))).toBe(wire(repositoryTools({ task: 'analysis', on: analysisDesk })))
  })
})

describe('the calls of one reply', () => {
  it('run one after the other as the model made them, and one that fails keeps none waiting', async () => {
    const steps: string[] = []
    const tool = (name: string, work: () => Promise<void>) =>
      bindTool(defineTool({ name, description: name, input: z.object({}), run: async () => `${await work()}` }), {})
    const slow = async () => {
      steps.push('slow begins')
      await new Promise((resolve) => setImmediate(resolve))
      steps.push('slow ends')
      throw new Error('no')
    }
    const [first, second] = oneAfterTheOther([tool('slow', slow), tool('fast', async () => void steps.push('fast'))])
    const call = (runnable: typeof first) => (runnable !== undefined && 'run' in runnable ? runnable.run({}) : null)
    const outcomes = await Promise.allSettled([call(first), call(second)])
    expect(steps).toEqual(['slow begins', 'slow ends', 'fast'])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  })
})

/** Fields without a description, by path. */
const undescribed = (schema: unknown, path = ''): string[] => {
  if (schema === null || typeof schema !== 'object') return []
  const { properties, items, anyOf } = schema as { properties?: Record<string, { description?: string }>; items?: unknown; anyOf?: unknown[] }
  return [
    ...Object.entries(properties ?? {}).flatMap(([name, field]) => [
      ...(field.description === undefined ? [`${path}.${name}`] : []),
      ...undescribed(field, `${path}.${name}`),
    ]),
    ...undescribed(items, `${path}[]`),
    ...(anyOf ?? []).flatMap((variant) => undescribed(variant, path)),
  ]
}

describe('intent', () => {
  it('parse_github_url takes an address apart, and says what is accepted', () => {
    expect(parseGithubUrl({ url: 'https://github.com/vercel/next.js/tree/canary/docs' })).toEqual({
      owner: 'vercel',
      name: 'next.js',
      fullName: 'vercel/next.js',
      ref: 'canary/docs',
    })
    expect(() => parseGithubUrl({ url: 'https://gitlab.com/a/b' })).toThrow('Accepted')
  })

  it('suggest_focus_areas names what the layout holds, what was asked about first', () => {
    const layout = ['lib/router/index.js', 'lib/router/layer.js', 'lib/view.js', 'lib/request.js']
    expect(suggestFocusAreas({ about: '', most: 2 }, { layout, topics: ['web'] })[0]).toBe('router')
    expect(suggestFocusAreas({ about: 'How are views rendered?', most: 2 }, { layout, topics: [] })[0]).toBe('view')
  })

  it('estimate_duration gives more to larger repositories and to beginners', () => {
    const minutes = (source_files: number, technical_depth: 'beginner' | 'advanced') => estimateDuration({ source_files, focus_areas: 1, technical_depth })
    expect(minutes(3, 'advanced')).toBe(5)
    expect(minutes(20, 'beginner')).toBeGreaterThan(minutes(20, 'advanced'))
    expect(minutes(5000, 'beginner')).toBe(20)
  })
})

describe('analyzer', () => {
  it('run_repomix packs what matches, with line numbers', async () => {
    const packed = await runRepomix({ include: ['lib/*.js'], outline_only: false }, desk)
    expect(packed).toContain('<file path="lib/basket.js">\n1: one\n2: two')
    expect(packed).not.toContain('# Shop')
    expect(await runRepomix({ include: ['lib/**'], outline_only: true }, desk)).toBe('lib/basket.js\nlib/server.js')
    expect(await runRepomix({ include: ['src/**'], outline_only: true }, desk)).toBe('No file matches src/**.')
  })

  it('read_key_files reads ranges, and points to a file of that name elsewhere', async () => {
    const read = await readKeyFiles(
      {
        files: [
          { path: 'lib/basket.js', first_line: 2, last_line: 3 },
          { path: 'basket.js', first_line: 1, last_line: null },
        ],
      },
      desk,
    )
    expect(read).toContain('## lib/basket.js\n2: two\n3: three')
    expect(read).toContain('There is no such file. There is lib/basket.js.')
  })

  it('analyze_dependencies, identify_architecture and fetch_github_metadata tell what was found', () => {
    expect(analyzeDependencies({ purpose: 'testing', scope: null }, desk).map((dependency) => dependency.name)).toEqual(['vitest'])
    expect(analyzeDependencies({ purpose: null, scope: 'runtime' }, desk).map((dependency) => dependency.name)).toEqual(['express'])
    expect(identifyArchitecture({ part: null }, desk)).toEqual({ patterns: [], parts: [] })
    expect(fetchGithubMetadata({}, desk)).toBeNull()
  })
})

describe('architect', () => {
  const sentence = (text: string, ...sources: string[]) => ({ text, sources, optional: false })
  const first = writeChapterInput.parse({ paragraphs: [{ sentences: [sentence('One.'), sentence('Two.')] }, { sentences: [sentence('Three.')] }] })

  it('write_chapter replaces, extends and cuts the sentences that changes name, and keeps the others', () => {
    const before = applyChanges(null, first)
    const changes = [
      { at: '1.1', sentences: [sentence('One.'), sentence('One and a half.')] },
      { at: '2.1', sentences: [] },
    ]
    const after = applyChanges(before, { paragraphs: null, changes })
    expect(after.map((paragraph) => paragraph.sentences.map(({ text }) => text))).toEqual([['One.', 'One and a half.', 'Two.']])
  })

  it('write_chapter refuses a change to a sentence that is not there, and changes before a first version', () => {
    const before = applyChanges(null, first)
    expect(() => applyChanges(before, { paragraphs: null, changes: [{ at: '3.1', sentences: [] }] })).toThrow(
      'There is no sentence 3.1 in the last version, which has 2 in paragraph 1, 1 in paragraph 2.',
    )
    expect(() => applyChanges(null, { paragraphs: null, changes: [{ at: '1.1', sentences: [] }] })).toThrow('No version has been handed in yet')
  })

  it('write_chapter gives each sentence its sources, takes markup out, and names citations that are none', () => {
    const written = applyChanges(
      null,
      writeChapterInput.parse({ paragraphs: [{ sentences: [{ text: 'It is `listen`, **not** more.', sources: ['lib/server.js:1', 'somewhere'] }] }] }),
    )
    const { draft, unreadable } = draftOf(written, 'T', [], snapshot)
    expect(draft.paragraphs[0]?.sentences[0]).toEqual({
      text: 'It is listen, not more.',
      sources: [
        {
          file: 'lib/server.js',
          start_line: 1,
          end_line: 1,
          commit: snapshot.commit,
          url: `https://github.com/acme/shop/blob/${snapshot.commit}/lib/server.js#L1-L1`,
        },
      ],
    })
    expect(unreadable).toEqual(['somewhere'])
  })

  it('add_code_examples shows lines as they stand, and at most three places', async () => {
    const on = chapterDesk()
    await addCodeExamples({ places: ['lib/basket.js:2-3'] }, on)
    expect(on.codeExamples).toMatchObject([{ file: 'lib/basket.js', start_line: 2, end_line: 3, language: 'JavaScript', code: 'two\nthree' }])
    await addCodeExamples({ places: ['lib/basket.js:1-1', 'lib/basket.js:4-9', 'lib/server.js:1-1'] }, on)
    expect(on.codeExamples.map((example) => `${example.file}:${example.start_line}-${example.end_line}`)).toEqual([
      'lib/basket.js:1-1',
      'lib/basket.js:4-4',
      'lib/server.js:1-1',
    ])
    await expect(addCodeExamples({ places: ['lib/none.js:1-2'] }, on)).rejects.toThrow('There is no file lib/none.js.')
  })

  it('calculate_timing measures with the voice of the story', () => {
    expect(calculateTiming({ text: 'Ten words are not what one would call a chapter.' }, chapterDesk())).toEqual({ seconds: 4.8, words: 10 })
  })
})

describe('places', () => {
  it.each([
    ['lib/a.js:10-24', { file: 'lib/a.js', start_line: 10, end_line: 24 }],
    ['lib/a.js:7', { file: 'lib/a.js', start_line: 7, end_line: 7 }],
    ['`lib/a.js:L7-L9`', { file: 'lib/a.js', start_line: 7, end_line: 9 }],
    ['lib/a.js', null],
    ['lib/a.js:0-3', null],
  ])('%s', (text, expected) => {
    expect(findPlace(text)).toEqual(expected)
  })

  it('have no link where the repository has none', () => {
    expect(sourceAt({ file: 'a', start_line: 1, end_line: 1 }, { commit: null, linkTemplate: null }).url).toBeNull()
  })
})
