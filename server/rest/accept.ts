// Which of the media types that we have the caller likes best (RFC 9110, Accept). Without the header, the first.

interface Preference {
  type: string
  quality: number
}

const parseAccept = (header: string): Preference[] =>
  header.split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
    const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1)
    return { type, quality: Number.isFinite(quality) ? quality : 0 }
  })

export const preferredType = <const Type extends string>(header: string | undefined, offered: readonly [Type, ...Type[]]): Type => {
  const [first] = offered
  if (header === undefined || header === '') return first
  const preferences = parseAccept(header)
  const qualityOf = (type: string): number => {
    const exact = preferences.find((preference) => preference.type === type)
    const group = preferences.find((preference) => preference.type === `${type.split('/')[0]}/*`)
    const any = preferences.find((preference) => preference.type === '*/*')
    return (exact ?? group ?? any)?.quality ?? 0
  }
  return offered.reduce((best, type) => (qualityOf(type) > qualityOf(best) ? type : best), first)
}
