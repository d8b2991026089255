import { buildPage } from '../../../cli/build-page.ts'

/** Every browser test looks at the page as it is exported from these sources. */
export const setup = async (): Promise<void> => {
  await buildPage({ root: process.cwd(), onProgress: (line) => console.log(`page: ${line}`) })
}
