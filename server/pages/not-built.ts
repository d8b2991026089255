// What a browser sees while the page is being built: it looks like the page, loads nothing, and asks again by itself.
import { createHash } from 'node:crypto'

const style = `
:root { color-scheme: light dark; font: 16px/1.6 ui-sans-serif, system-ui, sans-serif; background: light-dark(#fbfaf8, #0f0e0d); color: light-dark(#1b1916, #f3f0ea) }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center }
main { max-width: 26rem; padding: 2rem }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; letter-spacing: -.018em }
p { margin: .75rem 0 0; color: light-dark(#625c53, #a8a195) }
a { color: inherit }
code { font: .9em ui-monospace, monospace }
i { display: block; height: .25rem; margin-top: 1.5rem; border-radius: 1rem; background: linear-gradient(90deg, light-dark(#b23f17, #ff9364) 40%, light-dark(#f4f2ee, #211f1c) 40%) 0 / 250% 100%; animation: pass 1.6s ease-in-out infinite alternate }
@keyframes pass { to { background-position: 100% } }
@media (prefers-reduced-motion: reduce) { i { animation: none } }`

export const notBuiltPage = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="3"><title>Code Story</title><style>${style}</style>
<body><main><h1>The page is being built</h1><p>The first start takes half a minute for it; then it opens here by itself. The API works already: <a href="/api/docs">/api/docs</a>.</p><i aria-hidden="true"></i><p>It stays like this? Then nobody is building it: <code>npm run build -w web</code></p></main></body></html>`

export const notBuiltPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
