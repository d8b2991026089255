// The cover of the feed, drawn once by the same hand as the stories' covers.
import { file } from '../rest/answers.ts'
import type { Answer } from '../rest/route.ts'

const key = 'feed/cover.png'

export const podcastCoverAnswer: Answer = file('image/png', async ({ deps: { files } }) => {
  if ((await files.find(key)) === null) {
    // Here and not above: the renderer is a big library, and most servers never need it.
    const { makeCover } = await import('../../story/audio/cover.ts')
    await files.put(key, await makeCover({ name: 'Code Story', owner: null, languages: [], nodes: [], links: [] }), { contentType: 'image/png' })
  }
  return { key, fileName: 'code-story.png', cacheControl: 'public, max-age=86400' }
})
