import { expect, it } from 'vitest'
import { readEnv } from './env.ts'

const read = (environment: Record<string, string>) => readEnv(environment, 'no.env')

it.each([
  ['https://project.supabase.co', true],
  ['http://127.0.0.1:54321', true],
  ['http://127.1', true],
  ['http://localhost:54321', true],
  ['http://[::1]:54321', true],
  ['http://127.example.com', false],
  ['http://localhost.example.com', false],
  ['http://supabase.internal', false],
  ['http://0.0.0.0', false],
])('takes sign-in from %s: %s, because tokens and keys go there in the clear', (address, taken) => {
  const outcome = () => read({ SUPABASE_URL: address }).SUPABASE_URL
  if (taken) expect(outcome()).toBe(address)
  else expect(outcome).toThrow('SUPABASE_URL must be https')
})

it('reports every problem together, and no value', () => {
  const environment = {
    PORT: 'seventy',
    SUPABASE_URL: 'http://key-in-the-address.example',
    RATE_LIMITS: 'stories=none',
    TRUST_PROXY: 'somebody',
    AWS_ACCESS_KEY_ID: 'AKIA',
  }
  const report = (): string => {
    try {
      read(environment)
      return ''
    } catch (error) {
      return String(error)
    }
  }
  for (const name of ['PORT', 'SUPABASE_URL', 'RATE_LIMITS', 'TRUST_PROXY', 'AWS_SECRET_ACCESS_KEY']) expect(report()).toContain(`  ${name} `)
  expect(report()).not.toMatch(/seventy|key-in-the-address|stories=none|somebody|AKIA/)
})
