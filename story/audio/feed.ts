// A podcast feed: RSS 2.0 with Apple's names and Podcasting 2.0's, from plain data. What validators and directories ask for:
// a channel with title, link, language, category, explicit, image, and a link to itself; for every episode an enclosure
// with its length in bytes and type, an id that never changes, a date and a duration; chapters and transcripts by address.
// Long feeds are paged as RFC 5005 says.

export interface FeedChannel {
  title: string
  description: string
  /** The web page. */
  link: string
  /** This page of the feed. */
  selfUrl: string
  imageUrl: string
  author: string
  /** BCP 47: en. */
  language: string
  /** Stays the same for the feed's whole life, wherever it is served: podcast:guid. */
  guid: string
  /** True for a private feed: directories must not list it. */
  isPrivate: boolean
  paging: { first: string; previous: string | null; next: string | null } | null
}

export interface FeedEpisode {
  id: string
  title: string
  summary: string
  link: string
  publishedAt: Date
  durationSeconds: number
  enclosure: { url: string; sizeBytes: number }
  imageUrl: string | null
  chaptersUrl: string | null
  transcriptUrl: string | null
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
/** Characters that XML 1.0 cannot hold, escaped or not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go.
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const escapeXml = (text: string): string => text.replace(notInXml, '').replace(/[&<>"']/g, (character) => escapes[character] ?? character)

type Attributes = Readonly<Record<string, string | number>>
const element = (name: string, content: string | null, attributes: Attributes = {}): string => {
  const open = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escapeXml(String(value))}"`)].join(' ')
  return content === null ? `<${open}/>` : `<${open}>${escapeXml(content)}</${name}>`
}
const nest = (name: string, children: readonly string[]): string => `<${name}>\n${children.join('\n')}\n</${name}>`

/** RFC 822 with a four-figure year, always in UTC. */
const rssDate = (date: Date): string => date.toUTCString().replace('GMT', '+0000')
/** Apple's limit. */
const mostDescriptionCharacters = 4000
const shortened = (text: string): string => (text.length > mostDescriptionCharacters ? `${text.slice(0, mostDescriptionCharacters - 1)}…` : text)

const episodeItem = (episode: FeedEpisode): string =>
  nest('item', [
    element('title', episode.title),
    element('link', episode.link),
    element('guid', episode.id, { isPermaLink: 'false' }),
    element('pubDate', rssDate(episode.publishedAt)),
    element('description', shortened(episode.summary === '' ? episode.title : episode.summary)),
    element('enclosure', null, { url: episode.enclosure.url, length: episode.enclosure.sizeBytes, type: 'audio/mpeg' }),
    element('itunes:duration', String(Math.round(episode.durationSeconds))),
    element('itunes:explicit', 'false'),
    element('itunes:episodeType', 'full'),
    ...(episode.imageUrl === null ? [] : [element('itunes:image', null, { href: episode.imageUrl })]),
    ...(episode.chaptersUrl === null ? [] : [element('podcast:chapters', null, { url: episode.chaptersUrl, type: 'application/json+chapters' })]),
    ...(episode.transcriptUrl === null ? [] : [element('podcast:transcript', null, { url: episode.transcriptUrl, type: 'text/vtt', language: 'en' })]),
  ])

const pagingLinks = ({ paging }: FeedChannel): string[] =>
  paging === null
    ? []
    : Object.entries(paging).flatMap(([rel, href]) => (href === null ? [] : [element('atom:link', null, { rel, href, type: 'application/rss+xml' })]))

/** @param episodes newest first */
export const makeFeed = (channel: FeedChannel, episodes: readonly FeedEpisode[]): string => {
  const newest = episodes[0]?.publishedAt
  const children = [
    element('title', channel.title),
    element('link', channel.link),
    element('description', shortened(channel.description)),
    element('language', channel.language),
    element('generator', 'Code Story'),
    element('atom:link', null, { rel: 'self', href: channel.selfUrl, type: 'application/rss+xml' }),
    ...pagingLinks(channel),
    ...(newest === undefined ? [] : [element('pubDate', rssDate(newest)), element('lastBuildDate', rssDate(newest))]),
    nest('image', [element('url', channel.imageUrl), element('title', channel.title), element('link', channel.link)]),
    element('itunes:author', channel.author),
    element('itunes:image', null, { href: channel.imageUrl }),
    element('itunes:category', null, { text: 'Technology' }),
    element('itunes:explicit', 'false'),
    element('itunes:type', 'episodic'),
    ...(channel.isPrivate ? [element('itunes:block', 'Yes'), element('podcast:block', 'yes')] : []),
    element('podcast:guid', channel.guid),
    element('podcast:locked', 'yes'),
    element('podcast:medium', 'podcast'),
    ...episodes.map(episodeItem),
  ]
  const namespaces = {
    version: '2.0',
    'xmlns:atom': 'http://www.w3.org/2005/Atom',
    'xmlns:itunes': 'http://www.itunes.com/dtds/podcast-1.0.dtd',
    'xmlns:podcast': 'https://podcastindex.org/namespace/1.0',
  }
  const attributes = Object.entries(namespaces).map(([name, value]) => `${name}="${value}"`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss ${attributes.join(' ')}>\n${nest('channel', children)}\n</rss>\n`
}
