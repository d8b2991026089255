// A story lives at /stories/<id>. The export has one page for all of them, so links inside the site name the story in the
// query, which any static server understands; the address bar and whatever is shared show the short form.
const idPattern = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

export const storyHref = (id: string): string => `/stories/?id=${id}`

export const storyPath = (id: string): string => `/stories/${id}`

/** The story that an address names; null where it names none. */
export const findStoryId = (pathname: string, search: string): string | null => {
  const [, room, inPath] = pathname.split('/')
  const id = inPath === undefined || inPath === '' ? new URLSearchParams(search).get('id') : inPath
  return room === 'stories' && id !== null && idPattern.test(id) ? id.toLowerCase() : null
}
