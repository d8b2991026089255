import { expect, it } from 'vitest'
import { analyzeFiles, followedSymbolsOf } from '../../../test/support/analyze-files.ts'

const application = {
  'package.json': '{ "name": "till", "scripts": { "start": "npm run serve", "serve": "node server/server.js" } }',
  'server/server.js': "const { initDrawer } = require('./drawer')\nconst { openShop } = require('./shop')\n\ninitDrawer()\nopenShop(80)\n",
  'server/drawer.js':
    'function initDrawer() {\n  const coins = count()\n  return sort(coins)\n}\nfunction count() {\n  return 1\n}\nfunction sort(coins) {\n  return coins\n}\nmodule.exports = { initDrawer }\n',
  'server/shop.js':
    'function openShop(port) {\n  return greet(port)\n}\nfunction greet(port) {\n  return bow(port)\n}\nfunction bow(port) {\n  return port\n}\nmodule.exports = { openShop }\n',
  'extra/sweep/package.json': '{ "name": "sweep", "bin": "index.js" }',
  'extra/sweep/index.js':
    '#!/usr/bin/env node\nfunction main() {\n  return wipe(1)\n}\nfunction wipe(count) {\n  return dry(count)\n}\nfunction dry(count) {\n  return count\n}\nmain()\n',
}

it('follows what npm start runs, past what only prepares it and before the command of a tool', async () => {
  const facts = await analyzeFiles(application)
  expect(facts.call_paths[0]?.entry).toMatchObject({ kind: 'main', name: 'till', reason: 'npm start', place: { file: 'server/server.js' } })
  expect(followedSymbolsOf(facts)).toEqual(['openShop', 'greet', 'bow'])
})

it('takes nobody on the way for the one that answers a route', async () => {
  const app =
    "const app = require('express')()\nconst measure = require('measure')\nfunction guard(req, res, next) {\n  check(req)\n  next()\n}\nfunction check(req) {\n  return req\n}\n"
  const routes = (line: string) =>
    analyzeFiles({ 'app.js': `${app}${line}\napp.get('/a', guard, show)\napp.get('/b', guard, show)\nfunction show(req, res) {\n  res.end(check(req))\n}\n` })
  const facts = await routes("app.get('/metrics', guard, measure())")
  expect(facts.call_paths.map(({ entry }) => entry.name)).not.toContain('GET /metrics')
  expect(facts.call_paths.find(({ entry }) => entry.kind === 'route')?.entry).toMatchObject({ symbol: 'show' })
})
