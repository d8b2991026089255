// Puts beside every text file of an exported page what goes over the wire instead of it: <file>.br and <file>.gz, each as
// small as its format allows. That takes seconds, which a build has and a request has not. Our server sends them, and so do
// others that are told to (nginx: gzip_static, brotli_static).
//   node cli/compress-page.ts web/out
import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify(gzip)

const textFiles = '**/*.{html,js,css,json,txt,svg,webmanifest}'
/** Less than this fits into one packet as it is. */
const worthBytes = 1000

export const compressPage = async (folder: string): Promise<void> => {
  for await (const path of glob(textFiles, { cwd: folder })) {
    const file = join(folder, path)
    const bytes = await readFile(file)
    if (bytes.length < worthBytes) continue
    const [br, gz] = await Promise.all([
      compressBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
      compressGzip(bytes, { level: constants.Z_BEST_COMPRESSION }),
    ])
    // This order: the server looks at the second to see that both are new.
    await writeFile(`${file}.gz`, gz)
    await writeFile(`${file}.br`, br)
  }
}

const [, script, folder] = process.argv
if (script === import.meta.filename && folder !== undefined) await compressPage(folder)
