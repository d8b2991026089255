/** What stands for a repository where there is no picture of it: the first letter of its own name. */
export const initialOf = (repoName: string): string => (repoName.split('/').at(-1) ?? repoName).slice(0, 1).toUpperCase()
