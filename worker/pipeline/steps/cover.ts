import type { z } from 'zod'
import { coverSubject, makeCover } from '../../../story/audio/cover.ts'
import type { coverResultSchema } from '../results.ts'
import type { Step } from '../run.ts'

export const coverStep: Step<z.infer<typeof coverResultSchema>> = {
  agent: 'Synthesizer',
  cell: (results) => results.cover,
  run: async ({ story, files, results }, context) => {
    const { facts } = await results.analysis.get()
    const key = `stories/${story.id}/cover.png`
    await files.put(key, await makeCover(coverSubject(facts)), { contentType: 'image/png', signal: context.signal })
    return { result: { key }, story: { coverKey: key }, log: { action: 'Cover drawn', details: {} } }
  },
}
