'use client'
import { Download } from 'lucide-react'
import type { StoryRecord } from '../../../shared/story.ts'
import { toDownload } from '../../../shared/story-links.ts'
import { Button } from '../../components/ui/button.tsx'
import { Menu } from '../../components/ui/menu.tsx'
import { apiBase } from '../../lib/backend.ts'
import { useSession } from '../../lib/backend-context.tsx'
import { saveFile } from '../../lib/save-file.ts'
import { useToasts } from '../../lib/toasts.tsx'

const fileName = (story: StoryRecord, ending: string): string =>
  `${(story.title ?? story.repo_name)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()}.${ending}`

const texts = [
  { label: 'Transcript (VTT)', path: 'transcript.vtt', accept: 'text/vtt', ending: 'vtt' },
  { label: 'Script (Markdown)', path: 'script', accept: 'text/markdown', ending: 'md' },
] as const

export const DownloadMenu = ({ story }: { story: StoryRecord }) => {
  const session = useSession()
  const toasts = useToasts()
  // A link can send neither a token nor what it accepts, so texts are fetched and then saved.
  const download = async ({ path, accept, ending }: (typeof texts)[number]) => {
    const token = await session.token()
    const answer = await fetch(`${apiBase}/api/stories/${story.id}/${path}`, {
      headers: { accept, ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    })
    if (!answer.ok) throw new Error(`The server answered ${answer.status}.`)
    saveFile(await answer.blob(), fileName(story, ending))
  }
  return (
    <Menu
      align="start"
      trigger={
        <Button>
          <Download size={16} aria-hidden />
          <span className="max-sm:sr-only">Download</span>
        </Button>
      }
      entries={[
        ...(story.audio_url === null
          ? []
          : [{ kind: 'link' as const, label: 'Audio (MP3)', href: toDownload(story.audio_url), download: fileName(story, 'mp3') }]),
        ...texts.map((text) => ({
          kind: 'action' as const,
          label: text.label,
          onSelect: () => {
            download(text).catch((error: unknown) => toasts.show(`The download failed. ${error instanceof Error ? error.message : ''}`))
          },
        })),
      ]}
    />
  )
}
