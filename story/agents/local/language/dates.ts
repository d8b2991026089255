// Dates and people as they are said.
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
export const monthAndYear = (date: string): string => `${months[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`.trim()
export const fullDay = (date: string): string => `${months[Number(date.slice(5, 7)) - 1] ?? ''} ${Number(date.slice(8, 10))}, ${date.slice(0, 4)}`

/** A handle or a machine is nobody that an ear could keep: null. */
export const personOf = (author: string): string | null =>
  /^\p{Lu}[\p{L}'’.-]+(?: \p{L}[\p{L}'’.-]*){1,3}$/u.test(author) && !/\b(?:bot|actions|team|ci)\b/i.test(author) ? author : null

/** One word that stands for a person: "David", "antirez"; null for what machines are called. */
export const handleOf = (author: string): string | null =>
  /^[A-Za-z][A-Za-z-]{2,15}$/.test(author) &&
  !/^(?:root|admin\w*|user|unknown|nobody|none|null|test|git|svn|cvs|bot|ci|github|gitlab|build\w*|dev\w*|jenkins)$/i.test(author)
    ? author
    : null
