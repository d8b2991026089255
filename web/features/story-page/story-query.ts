import type { StoryRecord } from '../../../shared/story.ts'

export const storyKey = (id: string) => ['stories', 'get', id] as const
/** A finished story has one transcript; before that there is another one with each chapter that is spoken. */
export const transcriptKey = (id: string, state: 'finished' | { readyChapters: number }) => ['stories', 'transcript', id, state] as const
export const storyListKey = ['stories', 'list'] as const

const resting: readonly StoryRecord['status'][] = ['completed', 'failed']
/** Nothing more happens to it unless somebody asks. */
export const isResting = (story: Pick<StoryRecord, 'status'>): boolean => resting.includes(story.status)
