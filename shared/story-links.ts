// Addresses that are made of a story's own.
import type { StorySummary } from './story.ts'

/** Only our own server takes wishes: a public bucket's address is taken as it is. */
const withWish = (url: string, wish: string): string =>
  /\/api\/stories\/[^/?]+\/(?:cover\.png|audio\.mp3)/.test(url) ? `${url}${url.includes('?') ? '&' : '?'}${wish}` : url

/** As large as a list shows it. */
export const smallCover = <Url extends string | null>(url: Url): Url | string => (url === null ? url : withWish(url, 'size=small'))

/** To be saved and not played: for an address on another origin a browser takes that from the answer alone. */
export const toDownload = (url: string): string => withWish(url, 'download=1')

/** The code as the story tells it. */
export const commitUrl = ({ repo_url, commit_sha }: Pick<StorySummary, 'repo_url' | 'commit_sha'>): string =>
  commit_sha !== null && repo_url.startsWith('https://') ? `${repo_url.replace(/\/(tree|commit|releases)\/.*$/, '')}/tree/${commit_sha}` : repo_url
