// Serves local bare repositories as if they were on GitHub, for trials without internet:
//   node test/support/serve-github.ts --repo expressjs/express=/path/to/express.git [--repo …] [--port 9000]
// then GITHUB_SERVER_URL=http://127.0.0.1:9000 npm start
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { serveGithub } from './github.ts'

const { values } = parseArgs({ options: { repo: { type: 'string', multiple: true, default: [] }, port: { type: 'string', default: '9000' } } })
const repositories = Object.fromEntries(
  values.repo.map((value) => {
    const [name = '', directory = ''] = value.split('=', 2)
    if (!/^[^/]+\/[^/]+$/.test(name) || directory === '') throw new Error(`--repo owner/name=/path/to/bare.git, not ${value}`)
    return [name, { directory: resolve(directory) }]
  }),
)
const github = await serveGithub({ repositories, port: Number(values.port) })
console.log(`GITHUB_SERVER_URL=${github.url} GITHUB_API_URL=${github.apiUrl}`)
