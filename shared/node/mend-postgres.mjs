// Two faults of the driver `postgres` 3.4.9, mended where it is loaded. Both show when a connection ends, so a database
// that restarts would end our processes, or leave them with connections that wait for ever:
//
// - What is asked on a connection that has just closed (the `rollback` of a transaction that was cut off, always) is
//   written to a socket that is null, from a timer, where nobody can catch it: the process dies.
//   https://github.com/porsager/postgres/issues/1154, /1208
// - A write that was about to leave when the connection closed is cancelled but not forgotten: the next connection in its
//   place never sends anything, its greeting included. https://github.com/porsager/postgres/pull/1168
//
// The driver is one file of closures, so nothing of it can be replaced from outside. An own copy of the package would
// have to be kept up to date by hand; a patch that npm applies after installing is lost with --ignore-scripts, silently.
// Here a release that words these lines differently is refused at start: then see whether it still needs this.
import { registerHooks } from 'node:module'

/** @type {readonly [name: string, before: string, after: string][]} */
const mends = [
  [
    'a query on a closed connection fails',
    `if (terminated)
      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))`,
    `if (terminated)
      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))

    if (socket === null)
      return queryError(q, Errors.connection('CONNECTION_CLOSED', options)), true`,
  ],
  [
    'a closing connection forgets what it did not send',
    `clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)`,
    `clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)`,
  ],
  [
    'what was asked between an error of the connection and its end fails too',
    '!hadError && (query || sent.length) && error(',
    ';(query || sent.length) && error(',
  ],
]

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context)
    if (!url.endsWith('/node_modules/postgres/src/connection.js')) return loaded
    let source = String(loaded.source).replaceAll('\r\n', '\n')
    for (const [name, before, after] of mends) {
      if (source.split(before).length !== 2)
        throw new Error(`the driver "postgres" has changed: "${name}" does not fit any more (shared/node/mend-postgres.mjs)`)
      source = source.replace(before, () => after)
    }
    return { ...loaded, source }
  },
})
