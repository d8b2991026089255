// The words of a page's first view, for the places that its elements name (data-fill, data-each): what the page shows when its
// code has arrived, word for word (test/browser/first-view.browser.ts). Only what rests is filled in: a story that is being
// made changes faster than a page loads.
import type { Transcript } from '../../shared/audio.ts'
import { formatAgo, formatClock, formatLength } from '../../shared/clock.ts'
import { makerOf, narratorName, voiceEngineName } from '../../shared/engine-names.ts'
import type { FirstView } from '../../shared/first-answers.ts'
import { hasTwoVoices, paragraphsOf, shownSources } from '../../shared/paragraphs.ts'
import { initialOf } from '../../shared/repo-name.ts'
import { shortSource } from '../../shared/source-label.ts'
import type { StoryList, StoryRecord, StorySummary } from '../../shared/story.ts'
import { commitUrl, smallCover } from '../../shared/story-links.ts'
import { depthWords, statusWords, styleWords } from '../../shared/story-words.ts'

/** An element that stays as it is. */
const stays = {}
const staysIf = (condition: boolean): FirstView[string] => (condition ? stays : null)

const lengthOf = ({ duration_seconds, duration_minutes }: StorySummary): string =>
  duration_seconds === null ? `${duration_minutes} min` : formatLength(duration_seconds)

/** From where the page itself was opened, as far as it is ours. */
const here = (url: string, publicUrl: string): string => (url.startsWith(`${publicUrl}/`) ? url.slice(publicUrl.length) : url)

const coverOf = ({ cover_url, repo_name }: StorySummary, publicUrl: string): FirstView => ({
  initial: initialOf(repo_name),
  cover: cover_url === null ? null : { src: smallCover(here(cover_url, publicUrl)) },
})

const spokenChapter = ({ chapters }: Transcript): FirstView[] => {
  const twoVoices = hasTwoVoices(chapters)
  // The first chapter, as the page itself begins.
  return chapters.slice(0, 1).map((chapter) => ({
    title: chapter.title,
    start: formatClock(chapter.start_seconds),
    paragraphs: paragraphsOf(chapter.sentences).map((group) => ({
      voice: twoVoices ? (group[0]?.voice ?? null) : null,
      sentences: group.map((sentence, index) => ({
        text: sentence.text,
        sources: shownSources(group[index - 1], sentence).map((source) => ({
          source: { text: shortSource(source), 'aria-label': `Source ${shortSource(source)}, in ${source.file}` },
        })),
      })),
    })),
  }))
}

export const storyView = (story: StoryRecord, transcript: Transcript, { publicUrl, owned }: { publicUrl: string; owned: boolean }): FirstView => ({
  ...coverOf(story, publicUrl),
  repository: { text: story.repo_name, href: story.repo_url.startsWith('http') ? commitUrl(story) : null },
  pinned: staysIf(story.commit_sha !== null),
  commit: (story.commit_sha ?? '').slice(0, 7),
  title: story.title ?? story.repo_name,
  summary: story.summary,
  style: styleWords[story.style].name,
  length: lengthOf(story),
  depth: depthWords[story.technical_depth].name,
  voice: story.voice,
  narrator: narratorName(story.engines?.narrator ?? ''),
  voiceEngine: voiceEngineName(story.engines?.voice ?? ''),
  public: staysIf(story.is_public),
  listen: { 'data-audio': here(story.audio_url ?? '', publicUrl), 'data-story': story.id },
  share: staysIf(owned || story.is_public),
  more: staysIf(owned),
  warned: staysIf(story.warnings.length > 0),
  warnings: story.warnings.map((text) => ({ text })),
  chapters: story.chapters.map((chapter, index) => ({ number: String(index + 1), title: chapter.title, length: formatClock(chapter.duration_seconds) })),
  spoken: spokenChapter(transcript),
})

const stateOf = ({ status, error_code, progress }: StorySummary): { text: string; 'data-tone': string } | null => {
  if (status === 'completed') return null
  if (status === 'failed') return error_code === 'cancelled' ? { text: 'Cancelled', 'data-tone': 'plain' } : { text: 'Failed', 'data-tone': 'bad' }
  return { text: `${statusWords[status]} · ${progress} %`, 'data-tone': 'accent' }
}

export const libraryView = ({ stories, next_cursor }: StoryList, { publicUrl, nowMs }: { publicUrl: string; nowMs: number }): FirstView => ({
  further: staysIf(next_cursor !== null),
  stories: stories.map((story) => ({
    ...coverOf(story, publicUrl),
    title: { text: story.title ?? story.repo_name, href: `/stories/?id=${story.id}` },
    repo: story.title === null ? null : story.repo_name,
    kind: `${styleWords[story.style].name} · ${lengthOf(story)} · ${formatAgo(story.created_at, nowMs, 'narrow')}`,
    state: stateOf(story),
    public: staysIf(story.is_public),
    engines: staysIf(story.engines !== null),
    narrator: makerOf(narratorName(story.engines?.narrator ?? '')),
    voiceEngine: makerOf(voiceEngineName(story.engines?.voice ?? '')),
    progress: staysIf(story.status !== 'completed' && story.status !== 'failed'),
    done: { style: `width:${story.progress}%` },
    more: { 'aria-label': `More about ${story.title ?? story.repo_name}` },
  })),
})
