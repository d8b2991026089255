// The API as a page: plain HTML from the OpenAPI document, no script and no outside request, so its policy can forbid both.
import { createHash } from 'node:crypto'
import { z } from 'zod'

const mediaSchema = z.object({ schema: z.unknown().optional() })
const responseSchema = z.object({ description: z.string(), content: z.record(z.string(), mediaSchema).optional() })
const operationSchema = z.object({
  operationId: z.string(),
  tags: z.array(z.string()),
  summary: z.string(),
  parameters: z.array(
    z.object({ name: z.string(), in: z.string(), required: z.boolean().default(false), description: z.string().optional(), schema: z.unknown() }),
  ),
  requestBody: z.object({ content: z.record(z.string(), mediaSchema) }).optional(),
  responses: z.record(z.string(), responseSchema),
})
type Operation = z.infer<typeof operationSchema>
const documentSchema = z.object({
  openapi: z.string(),
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
})

const style = `
:root{color-scheme:light dark;--line:color-mix(in srgb,currentColor 18%,transparent);--soft:color-mix(in srgb,currentColor 6%,transparent)}
*{box-sizing:border-box}body{margin:0 auto;max-width:60rem;padding:2rem 1.25rem 4rem;font:16px/1.55 system-ui,sans-serif}
h1{margin:0 0 .25rem;font-size:1.75rem}h2{margin:2.5rem 0 .75rem;font-size:1.15rem}h3{margin:1.25rem 0 .4rem;font-size:.95rem}
code,pre{font:13.5px/1.5 ui-monospace,monospace}pre{overflow-x:auto;padding:.75rem;background:var(--soft);border-radius:8px}
details{border:1px solid var(--line);border-radius:10px;margin:.5rem 0}summary{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:baseline;padding:.6rem .8rem;cursor:pointer}
summary:focus-visible{outline:2px solid;outline-offset:2px;border-radius:10px}details>div{padding:0 .8rem .8rem;border-top:1px solid var(--line)}
.method{font-weight:700;min-width:4.2rem}.path{word-break:break-all}.what{opacity:.75}
table{border-collapse:collapse;width:100%;font-size:.925rem}th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line)}
a{color:inherit}`

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64')
export const docsPolicy = `default-src 'none'; style-src 'sha256-${sha256(style)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
const code = (text: string): string => `<code>${escapeHtml(text)}</code>`

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A schema in a line, where that says it; a name leads to its definition. */
const typeOf = (schema: unknown): string => {
  if (!isRecord(schema)) return 'bytes or text'
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').at(-1) ?? ''
    return `<a href="#schema-${escapeHtml(name)}">${escapeHtml(name)}</a>`
  }
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => code(JSON.stringify(value))).join(' | ')
  if ('const' in schema) return code(JSON.stringify(schema.const))
  const either = schema.anyOf ?? schema.oneOf
  if (Array.isArray(either)) return either.map(typeOf).join(' | ')
  if (schema.type === 'array') return `list of ${typeOf(schema.items)}`
  if (isRecord(schema.properties)) return 'object'
  const format = typeof schema.format === 'string' ? ` (${schema.format})` : ''
  const start = 'default' in schema ? `, ${code(JSON.stringify(schema.default))} if left out` : ''
  return escapeHtml(`${typeof schema.type === 'string' ? schema.type : 'anything'}${format}`) + start
}

const row = (cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
const table = (head: readonly string[], rows: readonly string[]): string =>
  rows.length === 0 ? '' : `<table><thead><tr>${head.map((cell) => `<th>${cell}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`

const fields = (schema: unknown): string => {
  if (!isRecord(schema) || !isRecord(schema.properties)) return `<p>${typeOf(schema)}</p>`
  const required = Array.isArray(schema.required) ? schema.required : []
  const rows = Object.entries(schema.properties).map(([name, property]) => {
    const description = isRecord(property) && typeof property.description === 'string' ? escapeHtml(property.description) : ''
    return row([`${code(name)}${required.includes(name) ? '' : ' <small>optional</small>'}`, typeOf(property), description])
  })
  return table(['Field', 'Type', ''], rows)
}

const operationHtml = (path: string, method: string, operation: Operation): string => {
  const parameters = operation.parameters.map((parameter) =>
    row([
      `${code(parameter.name)} <small>${parameter.in}${parameter.required ? '' : ', optional'}</small>`,
      typeOf(parameter.schema),
      escapeHtml(parameter.description ?? ''),
    ]),
  )
  const body = operation.requestBody?.content['application/json']?.schema
  const responses = Object.entries(operation.responses).map(([status, { description, content }]) =>
    row([
      code(status),
      escapeHtml(description),
      Object.entries(content ?? {})
        .map(([type, media]) => `${code(type)}${media.schema === undefined ? '' : ` ${typeOf(media.schema)}`}`)
        .join('<br>'),
    ]),
  )
  return `<details id="${escapeHtml(operation.operationId)}"><summary><span class="method">${method.toUpperCase()}</span><code class="path">${escapeHtml(path)}</code><span class="what">${escapeHtml(operation.summary)}</span></summary><div>
${parameters.length > 0 ? `<h3>Parameters</h3>${table(['Name', 'Type', ''], parameters)}` : ''}
${body === undefined ? '' : `<h3>Body</h3>${fields(body)}`}
<h3>Answers</h3>${table(['Status', '', 'Content'], responses)}</div></details>`
}

export const docsPage = (openApi: unknown): string => {
  const { info, servers, paths, components, openapi } = documentSchema.parse(openApi)
  const operations = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))
  const groups = Map.groupBy(operations, ({ operation }) => operation.tags[0] ?? '')
  const sections = [...groups].map(
    ([tag, list]) => `<h2>${escapeHtml(tag)}</h2>${list.map(({ path, method, operation }) => operationHtml(path, method, operation)).join('\n')}`,
  )
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `<details id="schema-${escapeHtml(name)}"><summary><code>${escapeHtml(name)}</code></summary><div>${fields(schema)}</div></details>`,
  )
  const example = `curl -s ${servers[0]?.url ?? ''}/api/stories/generate -H 'Content-Type: application/json' -d '{"repoUrl": "expressjs/express", "duration": 5}'`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(info.title)} API</title><style>${style}</style></head>
<body><main><h1>${escapeHtml(info.title)} API</h1>
<p>Version ${escapeHtml(info.version)} · <a href="/api/openapi.json">OpenAPI ${escapeHtml(openapi)}</a></p>
<p>${escapeHtml(info.description).replace(/`([^`]+)`/g, '<code>$1</code>')}</p>
<pre>${escapeHtml(example)}</pre>
${sections.join('\n')}
<h2>Shapes</h2>
${schemas.join('\n')}
</main></body></html>
`
}
