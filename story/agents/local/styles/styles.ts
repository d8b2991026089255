import type { StoryStyle } from '../../../../shared/story.ts'
import { documentary } from './documentary.ts'
import { fiction } from './fiction.ts'
import { podcast } from './podcast.ts'
import type { StyleSheet } from './style-sheet.ts'
import { technical } from './technical.ts'
import { tutorial } from './tutorial.ts'

export const styleSheets: Readonly<Record<StoryStyle, StyleSheet>> = { documentary, tutorial, podcast, fiction, technical }
