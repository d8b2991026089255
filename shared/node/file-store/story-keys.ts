/** Where the small form of a cover lies: the worker puts it there, the server sends it to lists. */
export const smallCoverKey = (coverKey: string): string => coverKey.replace(/\.png$/, '-small.png')
