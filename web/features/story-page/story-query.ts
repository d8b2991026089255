import type { StoryRecord } from '../../../shared/story.ts'

export const storyKey = (id: string) => ['stories', 'get', id] as const
export const storyListKey = ['stories', 'list'] as const

const resting: readonly StoryRecord['status'][] = ['completed', 'failed']
/** Nothing more happens to it unless somebody asks. */
export const isResting = (story: Pick<StoryRecord, 'status'>): boolean => resting.includes(story.status)
