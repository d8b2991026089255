// The whole REST surface: method and path → procedure, and how its result is answered. A new endpoint is a row here.
import { accountSchema, accountUsageSchema, feedTokenSchema } from '../../shared/account.ts'
import { waveformSchema } from '../../shared/audio.ts'
import { chapterListSchema } from '../../shared/chapters.ts'
import { citedSourcesSchema } from '../../shared/cited-source.ts'
import { repoInspectionSchema } from '../../shared/inspection.ts'
import { chatRequestSchema } from '../../shared/intent.ts'
import { logListSchema } from '../../shared/progress.ts'
import { storyListQuerySchema, storyListSchema, storyRecordSchema, storyRequestSchema } from '../../shared/story.ts'
import { feedAnswer, feedQuerySchema } from '../feed-page.ts'
import { audioAnswer, chunkAnswer, chunkInputSchema, coverAnswer, coverQuerySchema, fileQuerySchema } from '../media/story-media.ts'
import { voiceSampleAnswer } from '../media/voice-sample.ts'
import { configAnswer } from '../pages/config.ts'
import { docsAnswer, openApiAnswer } from '../pages/documents.ts'
import { metricsAnswer } from '../pages/metrics-page.ts'
import { podcastCoverAnswer } from '../pages/podcast-cover.ts'
import { accountExportSchema } from '../procedures/me.ts'
import { inspectInputSchema } from '../procedures/repos.ts'
import { readStoryDirectly } from '../procedures/stories.ts'
import { voiceInputSchema, voiceListSchema } from '../procedures/voices.ts'
import { logsInputSchema, restartInputSchema, storyInputSchema, updateInputSchema } from '../story-input.ts'
import { accepted, chatAnswer, created, healthAnswer, json, noContent, scriptAnswer, transcriptAnswer } from './answers.ts'
import type { Route } from './route.ts'

const ofStory = { params: storyInputSchema } as const
const withoutId = { id: true } as const
const listening = { tag: 'Listening', linkable: true, query: fileQuerySchema, errors: ['not_found', 'range_not_satisfiable'] } as const

export const routes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/stories/generate',
    tag: 'Stories',
    summary: 'Make a story of a repository',
    procedure: 'stories.generate',
    body: storyRequestSchema,
    requestHeaders: { 'Idempotency-Key': 'Repeat a request with the same key and you get the first story again' },
    answer: accepted,
    errors: ['repository_address', 'over_budget', 'conflict'],
  },
  {
    method: 'GET',
    path: '/api/stories',
    tag: 'Stories',
    summary: 'Your stories, newest first, in pages',
    procedure: 'stories.list',
    query: storyListQuerySchema,
    answer: json(storyListSchema),
  },
  {
    method: 'GET',
    path: '/api/stories/{id}',
    tag: 'Stories',
    summary: 'A story',
    procedure: 'stories.get',
    direct: readStoryDirectly,
    ...ofStory,
    answer: json(storyRecordSchema),
    errors: ['not_found'],
  },
  {
    method: 'PATCH',
    path: '/api/stories/{id}',
    tag: 'Stories',
    summary: 'Let anybody with its address read a story, or no longer',
    procedure: 'stories.update',
    ...ofStory,
    body: updateInputSchema.omit(withoutId),
    answer: json(storyRecordSchema),
    errors: ['not_found'],
  },
  {
    method: 'DELETE',
    path: '/api/stories/{id}',
    tag: 'Stories',
    summary: 'Remove a story with its logs and files',
    procedure: 'stories.delete',
    ...ofStory,
    answer: noContent,
    errors: ['not_found'],
  },
  {
    method: 'POST',
    path: '/api/stories/{id}/restart',
    tag: 'Stories',
    summary: 'Make a finished story again; what is done already is kept',
    procedure: 'stories.restart',
    ...ofStory,
    query: restartInputSchema.omit(withoutId),
    answer: accepted,
    errors: ['not_found', 'conflict', 'over_budget'],
  },
  {
    method: 'POST',
    path: '/api/stories/{id}/cancel',
    tag: 'Stories',
    summary: 'Stop a story that is being made',
    procedure: 'stories.cancel',
    ...ofStory,
    answer: json(storyRecordSchema),
    errors: ['not_found', 'conflict'],
  },
  {
    method: 'GET',
    path: '/api/stories/{id}/logs',
    tag: 'Stories',
    summary: 'What a story said while it was made',
    procedure: 'stories.logs',
    ...ofStory,
    query: logsInputSchema.omit(withoutId),
    answer: json(logListSchema),
    errors: ['not_found'],
  },
  {
    method: 'GET',
    path: '/api/stories/{id}/script',
    tag: 'Stories',
    summary: 'The script, as JSON or as Markdown',
    procedure: 'stories.script',
    ...ofStory,
    answer: scriptAnswer,
    errors: ['not_found'],
  },
  {
    method: 'GET',
    path: '/api/stories/{id}/sources',
    tag: 'Stories',
    summary: 'The cited lines, verbatim',
    procedure: 'stories.sources',
    ...ofStory,
    answer: json(citedSourcesSchema),
    errors: ['not_found'],
  },
  ...(['vtt', 'txt', 'json'] as const).map(
    (format): Route => ({
      ...listening,
      method: 'GET',
      path: `/api/stories/{id}/transcript.${format}`,
      summary: { vtt: 'The transcript with times, for players', txt: 'The transcript as text', json: 'The transcript with times, chapters and sources' }[
        format
      ],
      procedure: 'stories.transcript',
      ...ofStory,
      query: undefined,
      answer: transcriptAnswer(format),
      errors: ['not_found'],
    }),
  ),
  {
    ...listening,
    method: 'GET',
    path: '/api/stories/{id}/chapters.json',
    summary: 'Chapters for podcast apps',
    procedure: 'stories.chapters',
    ...ofStory,
    query: undefined,
    answer: json(chapterListSchema, 'application/json+chapters'),
    errors: ['not_found'],
  },
  {
    ...listening,
    method: 'GET',
    path: '/api/stories/{id}/waveform.json',
    summary: 'Ten peaks a second',
    procedure: 'stories.waveform',
    ...ofStory,
    query: undefined,
    answer: json(waveformSchema),
    errors: ['not_found'],
  },
  { ...listening, method: 'GET', path: '/api/stories/{id}/audio.mp3', summary: 'The whole story, with chapters and cover', ...ofStory, answer: audioAnswer },
  {
    ...listening,
    method: 'GET',
    path: '/api/stories/{id}/chunks/{chapter}.mp3',
    summary: 'One chapter, as soon as it is spoken',
    params: chunkInputSchema,
    answer: chunkAnswer,
  },
  { ...listening, method: 'GET', path: '/api/stories/{id}/cover.png', summary: 'The cover', ...ofStory, query: coverQuerySchema, answer: coverAnswer },
  {
    method: 'POST',
    path: '/api/chat/intent',
    tag: 'Repositories',
    summary: 'Say in your own words what you want to hear; the answer streams',
    procedure: 'intent.chat',
    body: chatRequestSchema,
    answer: chatAnswer,
    abortable: true,
  },
  {
    method: 'GET',
    path: '/api/repos/inspect',
    tag: 'Repositories',
    summary: 'What a repository is, and what a story of it would cost and take',
    procedure: 'repos.inspect',
    query: inspectInputSchema,
    answer: json(repoInspectionSchema),
    errors: ['repository_address', 'repository_not_found', 'repository_unreachable'],
    abortable: true,
  },
  { method: 'GET', path: '/api/voices', tag: 'Voices', summary: 'The voices', procedure: 'voices.list', answer: json(voiceListSchema) },
  {
    method: 'GET',
    path: '/api/voices/{voice}/sample.mp3',
    tag: 'Voices',
    summary: 'A voice, to be heard before it is chosen',
    params: voiceInputSchema,
    answer: voiceSampleAnswer,
    errors: ['not_found', 'range_not_satisfiable'],
  },
  {
    method: 'GET',
    path: '/api/me',
    tag: 'You',
    summary: 'All that is kept about you',
    procedure: 'me.export',
    answer: json(accountExportSchema),
    errors: ['forbidden'],
  },
  {
    method: 'DELETE',
    path: '/api/me',
    tag: 'You',
    summary: 'Remove all that is kept about you',
    procedure: 'me.delete',
    answer: noContent,
    errors: ['forbidden'],
  },
  { method: 'GET', path: '/api/me/account', tag: 'You', summary: 'Who you are', procedure: 'me.get', answer: json(accountSchema) },
  {
    method: 'GET',
    path: '/api/me/usage',
    tag: 'You',
    summary: 'What you used, by month',
    procedure: 'me.usage',
    answer: json(accountUsageSchema),
    errors: ['forbidden'],
  },
  {
    method: 'POST',
    path: '/api/me/feed-token',
    tag: 'You',
    summary: 'A new address for your feed; the old one ends',
    procedure: 'me.feedToken',
    answer: created(feedTokenSchema),
    errors: ['forbidden'],
  },
  { method: 'GET', path: '/feed.xml', tag: 'Listening', summary: 'Your stories as a podcast', query: feedQuerySchema, answer: feedAnswer },
  { method: 'GET', path: '/podcast-cover.png', tag: 'Listening', summary: 'The cover of the feed', answer: podcastCoverAnswer },
  { method: 'GET', path: '/api/health', tag: 'Server', summary: 'Whether the server can do its work', procedure: 'health', answer: healthAnswer },
  { method: 'GET', path: '/api/config', tag: 'Server', summary: 'What the page has to know', answer: configAnswer },
  {
    method: 'GET',
    path: '/api/openapi.json',
    tag: 'Server',
    summary: 'This description, as OpenAPI 3.1',
    answer: openApiAnswer(() => routes),
  },
  { method: 'GET', path: '/api/docs', tag: 'Server', summary: 'This description, as a page', answer: docsAnswer(() => routes) },
  { method: 'GET', path: '/metrics', tag: 'Server', summary: 'Figures for Prometheus', answer: metricsAnswer },
]
