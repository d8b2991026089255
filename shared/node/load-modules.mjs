// Preloaded by the npm scripts (node --import; their --max-semi-space-size keeps the young heap, 50 MB after loading, from
// staying with an idle process): a process that starts quickly and stays small. JavaScript, because it has
// to be there before anything else is.
//
// Node keeps what it compiled, and the types that it stripped, from one start to the next. And it is spared reading
// drizzle-orm's package.json, 180 kB, once for each of the package's files: Node 24 parses its `exports` anew each time,
// which costs 0.5 s and 200 MB. All of that package's files are ES modules, and they import each other by their paths.
import module from 'node:module'
import './mend-postgres.mjs'

module.enableCompileCache()
// A process that is killed would otherwise never write it.
setTimeout(() => module.flushCompileCache(), 3000).unref()

const isWithinDrizzle = (specifier, parentUrl) => specifier.startsWith('.') && parentUrl?.includes('/node_modules/drizzle-orm/')

module.registerHooks({
  resolve: (specifier, context, nextResolve) =>
    isWithinDrizzle(specifier, context.parentURL) && context.parentURL.endsWith('.js')
      ? { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true }
      : nextResolve(specifier, context),
})
