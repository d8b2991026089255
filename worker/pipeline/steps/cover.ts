import type { z } from 'zod'
import { smallCoverKey } from '../../../shared/node/file-store/story-keys.ts'
import { generateCover } from '../../../story/agents/claude/tools/generate-cover.ts'
import { uploadToS3 } from '../../../story/agents/claude/tools/upload-to-s3.ts'
import { coverSubject, makeCover, smallCoverWidth } from '../../../story/audio/cover.ts'
import type { coverResultSchema } from '../results.ts'
import { folderOf, type Step } from '../run.ts'
import type { LogDetails } from '../telling.ts'

export const coverStep: Step<z.infer<typeof coverResultSchema>> = {
  agent: 'Synthesizer',
  cell: (results) => results.cover,
  run: async ({ story, files, results }, { signal }) => {
    const { facts } = await results.analysis.get()
    const { coverIdea } = await results.direction.get()
    const details: LogDetails = coverIdea === null ? {} : { line: coverIdea }
    const png = await generateCover({ line: coverIdea }, facts)
    const { key } = await uploadToS3({ name: 'cover.png', content_type: 'image/png' }, png, { files, folder: folderOf(story), signal })
    // For lists: no tool's work, nobody but the page asks for it.
    const small = await makeCover(coverSubject(facts), { line: coverIdea, width: smallCoverWidth })
    await files.put(smallCoverKey(key), small, { contentType: 'image/png', signal })
    return { result: { key }, story: { coverKey: key }, log: { action: 'Cover drawn', details } }
  },
}
