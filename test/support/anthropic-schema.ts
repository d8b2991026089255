// What the Messages API refuses about schemas: those of structured outputs, which are compiled into a grammar and know a part
// of JSON Schema only, and those of tools.
import type { Block } from './anthropic-turns.ts'

type Node = Record<string, unknown>
const asNode = (value: unknown): Node | null => (value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Node) : null)

const keywords = new Set(
  'type properties required additionalProperties items enum const anyOf allOf $ref $defs definitions default description title format pattern minItems'.split(
    ' ',
  ),
)
const formats = new Set('date-time time date duration email hostname uri ipv4 ipv6 uuid'.split(' '))
const types = new Set('object array string integer number boolean null'.split(' '))
/** A grammar grows with every choice: more than these in one request are refused. */
const mostOptional = 24
const mostUnions = 16

interface Counts {
  optional: number
  unions: number
}

const checkNode = (value: unknown, path: string, counts: Counts): string[] => {
  const node = asNode(value)
  if (node === null) return []
  const broken: string[] = []
  for (const keyword of Object.keys(node)) if (!keywords.has(keyword)) broken.push(`${path}: For '${node.type}' type, property '${keyword}' is not supported`)
  if (typeof node.minItems === 'number' && node.minItems > 1) broken.push(`${path}: 'minItems' values other than 0 or 1 are not supported`)
  if (typeof node.format === 'string' && !formats.has(node.format)) broken.push(`${path}: format '${node.format}' is not supported`)
  if (Array.isArray(node.enum) && node.enum.some((one) => one !== null && typeof one === 'object')) broken.push(`${path}: enum values must be scalars`)
  if (node.type === 'object' && node.additionalProperties !== false) broken.push(`${path}: additionalProperties must be explicitly set to false`)
  const properties = asNode(node.properties) ?? {}
  const required = Array.isArray(node.required) ? node.required : []
  counts.optional += Object.keys(properties).filter((name) => !required.includes(name)).length
  if (Array.isArray(node.type) || Array.isArray(node.anyOf)) counts.unions += 1
  for (const [name, property] of Object.entries(properties)) broken.push(...checkNode(property, `${path}.${name}`, counts))
  for (const [name, definition] of Object.entries(asNode(node.$defs) ?? {})) broken.push(...checkNode(definition, `${path}.$defs.${name}`, counts))
  broken.push(...checkNode(node.items, `${path}[]`, counts))
  for (const variants of [node.anyOf, node.allOf]) if (Array.isArray(variants)) for (const variant of variants) broken.push(...checkNode(variant, path, counts))
  return broken
}

export const checkOutputSchema = (schema: unknown, path: string): string[] => {
  const counts = { optional: 0, unions: 0 }
  const broken = checkNode(schema, path, counts)
  if (asNode(schema)?.type !== 'object') broken.push(`${path}: the root must be an object`)
  if (counts.optional > mostOptional) broken.push(`${path}: ${counts.optional} optional parameters, more than ${mostOptional}`)
  if (counts.unions > mostUnions) broken.push(`${path}: ${counts.unions} parameters with union types, more than ${mostUnions}`)
  return broken
}

/** A tool's schema may be any JSON Schema of draft 2020-12, but its names are held to a pattern. */
const checkInputNode = (value: unknown, path: string): string[] => {
  const node = asNode(value)
  if (node === null) return []
  const broken: string[] = []
  if (typeof node.type === 'string' && !types.has(node.type)) broken.push(`${path}: JSON schema is invalid`)
  const properties = asNode(node.properties) ?? {}
  for (const name of Object.keys(properties)) if (!/^[\w.-]{1,64}$/.test(name)) broken.push(`${path}.${name}: Property keys should match pattern`)
  if (Array.isArray(node.required)) for (const name of node.required) if (!(`${name}` in properties)) broken.push(`${path}.required: ${name} is no property`)
  for (const [name, property] of Object.entries(properties)) broken.push(...checkInputNode(property, `${path}.${name}`))
  return [...broken, ...checkInputNode(node.items, `${path}[]`)]
}

const toolFields = new Set('name description input_schema cache_control strict type'.split(' '))

export const checkTools = (tools: Block[]): string[] => {
  const broken: string[] = []
  const names = tools.map((tool) => `${tool.name}`)
  if (new Set(names).size < names.length) broken.push('tools: Tool names must be unique.')
  for (const [at, tool] of tools.entries()) {
    if (!/^[\w-]{1,128}$/.test(`${tool.name}`)) broken.push(`tools.${at}.name: does not match the pattern`)
    if (tool.type !== undefined && tool.type !== 'custom') broken.push(`tools.${at}.type: ${tool.type} is not custom`)
    if (typeof tool.description !== 'string' || tool.description === '') broken.push(`tools.${at}.description: a tool without one is hardly called`)
    const schema = asNode(tool.input_schema)
    if (schema?.type !== 'object') broken.push(`tools.${at}.input_schema.type: Field required`)
    for (const keyword of ['oneOf', 'allOf', 'anyOf'])
      if (schema !== null && keyword in schema) broken.push(`tools.${at}.input_schema: does not support oneOf, allOf, or anyOf at the top level`)
    broken.push(...checkInputNode(schema, `tools.${at}.input_schema`))
    for (const field of Object.keys(tool)) if (!toolFields.has(field)) broken.push(`tools.${at}.${field}: Extra inputs are not permitted`)
  }
  return broken
}
