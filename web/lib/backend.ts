// Where the API is: the server that served this page, unless the page was built to live somewhere else.

export const apiBase: string = (process.env.NEXT_PUBLIC_API_URL ?? '').replace(/\/+$/, '')

/** The API's own origin, for what needs an absolute address. */
export const apiOrigin = (): string => (apiBase === '' ? window.location.origin : apiBase)

/**
 * Addresses in answers are absolute, from PUBLIC_URL. A page opened under another name of the same server (localhost,
 * 127.0.0.1, a tunnel) takes them from where it was opened itself, so that it never asks a second host.
 */
export const reachable = (url: string, publicUrl: string): string => {
  const target = new URL(url, apiOrigin())
  return target.origin === new URL(publicUrl, apiOrigin()).origin ? `${apiBase}${target.pathname}${target.search}` : url
}
