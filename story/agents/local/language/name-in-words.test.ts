import { expect, it } from 'vitest'
import { nameInWords } from './name-in-words.ts'

it.each([
  ['build_pattern_regex', 'builds the pattern regex'],
  ['set_working_dir', 'sets the working directory'],
  ['_dispatchSubcommand', 'dispatches the subcommand'],
  ['parseOptions', 'parses the options'],
  ['_send_single_request', 'sends a single request'],
  ['loadURLPattern', 'loads the URL pattern'],
])('reads %s as an order', (name, words) => {
  expect(nameInWords(name)).toBe(words)
})

it.each([
  'push',
  '_send_handling_auth',
  'from_low_args',
  'write_to_file',
  'hasRoute',
  'makeIt',
  'get_or_create',
  'handle_x',
  'swap_remove',
  'add_update',
  'route_eval',
  'retryDelay',
  'downloadProgress',
  'restart_args',
  'pattern_has_uppercase_char',
])('leaves %s a name', (name) => {
  expect(nameInWords(name)).toBeNull()
})
