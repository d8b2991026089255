import { expect, it } from 'vitest'
import { fieldClause } from './field-clause.ts'
import { saysOnlyItsName } from './says-only-its-name.ts'

const clause = (comment: string, ...names: string[]) => fieldClause(comment, names, names, 'Command')

it('says in the words of its comment what a field is for', () => {
  expect(clause('If true, this route never matches: it is only used to build URLs.', 'buildOnly')).toBe(
    'if buildOnly is true, this route never matches: it is only used to build URLs',
  )
  expect(clause('Configurable Handler to be used when no route matches.', 'NotFoundHandler')).toBe(
    'NotFoundHandler is the configurable Handler to be used when no route matches',
  )
  expect(clause('Error resulted from building a route.', 'err')).toBe('err is the error that resulted from building a route')
  expect(clause('Routes to be matched, in order.', 'routes')).toBe('routes holds routes to be matched, in order')
  expect(clause('next/prev allow you to walk array/object chains. Alternatively, use GetArraySize', 'next', 'prev')).toBe(
    'next and prev allow you to walk array/object chains',
  )
  expect(clause("The item's string, if type==cJSON_String", 'valuestring')).toBe("valuestring is the item's string, if type is cJSON_String")
  expect(clause('An item of a shelf will have a child pointer pointing to its boxes.', 'child')).toBe(
    'an item of a shelf will have a child pointer pointing to its boxes',
  )
})

it('says nothing where the comment only repeats the name, or warns of what is gone', () => {
  expect(clause('The child of the field', 'child')).toBeNull()
  expect(clause('CORE CONFIGS - HTTP, routing, and server', 'http')).toBeNull()
  expect(clause('The open method makes one of this drawer class', 'open_class')).toBeNull()
  expect(clause('changed later in drawers.py', 'lock')).toBeNull()
  expect(clause('is this print a formatted print', 'format')).toBeNull()
  expect(clause('writing to it is DEPRECATED, use another instead', 'value')).toBeNull()
  expect(saysOnlyItsName('The cJSON structure:', ['cJSON'])).toBe(true)
  expect(saysOnlyItsName('Create a Till', ['createTill'])).toBe(true)
  expect(saysOnlyItsName('Creates the till of a shop', ['createTill'])).toBe(false)
})

it('says nothing where a comment has no more than the name and its owner', () => {
  expect(clause('The name of the command', 'Name')).toBeNull()
  expect(clause('A list of aliases', 'Aliases')).toBeNull()
  expect(clause('A list of aliases that the shell completes', 'Aliases')).toBe('Aliases is a list of aliases that the shell completes')
})
