/** The browser keeps a blob's address until it is told otherwise; this is long after the download has begun. */
const blobLifeMs = 60_000

export const saveFile = (content: Blob, name: string): void => {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), blobLifeMs)
}
