// The rules of Apple's and Podcasting 2.0's validators, as far as they can be broken by us.
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { type FeedChannel, type FeedEpisode, makeFeed } from './feed.ts'

const channel: FeedChannel = {
  title: 'Code Story & <friends>',
  description: 'Stories of code',
  link: 'https://stories.example/',
  selfUrl: 'https://stories.example/feed.xml?token=a&cursor=b',
  imageUrl: 'https://stories.example/cover.png',
  author: 'Code Story',
  language: 'en',
  guid: '9b024349-ccf0-5f69-a609-6b82873eab3c',
  isPrivate: true,
  paging: { first: 'https://stories.example/feed.xml', previous: null, next: 'https://stories.example/feed.xml?cursor=c' },
}
const episode = (id: string, change: Partial<FeedEpisode> = {}): FeedEpisode => ({
  id,
  title: 'What is left of "Express"?',
  summary: 'A request travels\nthrough lib/.',
  link: `https://stories.example/stories/${id}`,
  publishedAt: new Date('2026-01-02T03:04:05Z'),
  durationSeconds: 301.6,
  enclosure: { url: `https://stories.example/api/stories/${id}/audio.mp3`, sizeBytes: 4_825_123 },
  imageUrl: `https://stories.example/api/stories/${id}/cover.png`,
  chaptersUrl: `https://stories.example/api/stories/${id}/chapters.json`,
  transcriptUrl: `https://stories.example/api/stories/${id}/transcript.vtt`,
  ...change,
})
const parse = (xml: string) =>
  new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', isArray: (name) => name === 'item' || name === 'atom:link' }).parse(xml).rss.channel
const episodes = [
  episode('one'),
  episode('two', { publishedAt: new Date('2025-12-31T00:00:00Z'), imageUrl: null, chaptersUrl: null, transcriptUrl: null, summary: '' }),
]

describe('the feed', () => {
  const xml = makeFeed(channel, episodes)
  const feed = parse(xml)

  it('is well-formed and declares its namespaces', () => {
    expect(XMLValidator.validate(xml)).toBe(true)
    expect(xml).toContain('xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"')
    expect(xml).toContain('xmlns:podcast="https://podcastindex.org/namespace/1.0"')
  })

  it('has what a channel must have', () => {
    expect(feed).toMatchObject({
      title: 'Code Story & <friends>',
      link: channel.link,
      language: 'en',
      'itunes:explicit': false,
      'itunes:type': 'episodic',
      'itunes:author': 'Code Story',
    })
    expect(feed['itunes:image']['@href']).toBe(channel.imageUrl)
    expect(feed['itunes:category']['@text']).toBe('Technology')
    expect(feed['podcast:guid']).toBe(channel.guid)
  })

  it('tells directories to leave a private feed alone, and a public one not', () => {
    expect([feed['itunes:block'], feed['podcast:block']]).toEqual(['Yes', 'yes'])
    expect(makeFeed({ ...channel, isPrivate: false }, episodes)).not.toContain(':block')
  })

  it('links to itself and to its other pages', () => {
    expect(feed['atom:link'].map((link: Record<string, string>) => [link['@rel'], link['@href']])).toEqual([
      ['self', channel.selfUrl],
      ['first', 'https://stories.example/feed.xml'],
      ['next', 'https://stories.example/feed.xml?cursor=c'],
    ])
  })

  it('has what an episode must have', () => {
    const [first] = feed.item
    expect(first).toMatchObject({
      title: 'What is left of "Express"?',
      pubDate: 'Fri, 02 Jan 2026 03:04:05 +0000',
      'itunes:duration': 302,
      'itunes:explicit': false,
    })
    expect(first.guid).toEqual({ '#text': 'one', '@isPermaLink': 'false' })
    expect(first.enclosure).toEqual({ '@url': 'https://stories.example/api/stories/one/audio.mp3', '@length': '4825123', '@type': 'audio/mpeg' })
    expect(first['podcast:chapters']).toEqual({ '@url': 'https://stories.example/api/stories/one/chapters.json', '@type': 'application/json+chapters' })
    expect(first['podcast:transcript']).toMatchObject({ '@type': 'text/vtt', '@url': 'https://stories.example/api/stories/one/transcript.vtt' })
  })

  it('leaves out what an episode does not have, and never an empty description', () => {
    const [, second] = feed.item
    expect(second).not.toHaveProperty('itunes:image')
    expect(second).not.toHaveProperty('podcast:chapters')
    expect(second.description).toBe('What is left of "Express"?')
  })

  it('survives any text', () => {
    const strange = makeFeed(channel, [episode('x', { title: 'a\u0000\u001b ]]> <b>&amp;\ud800 🎉', summary: 'y'.repeat(9000) })])
    expect(XMLValidator.validate(strange)).toBe(true)
    expect(parse(strange).item[0].title).toBe('a ]]> <b>&amp; 🎉')
    expect(parse(strange).item[0].description.length).toBe(4000)
  })

  it('is valid without a single episode', () => {
    const empty = makeFeed({ ...channel, paging: null }, [])
    expect(XMLValidator.validate(empty)).toBe(true)
    expect(parse(empty)).not.toHaveProperty('pubDate')
  })
})
