// All hostile repositories, one after the other, as a table:   node test/hostile/run.ts [part of a name]
import { checkOne } from './check-one.ts'
import { hostileRepositories } from './repositories.ts'

const [part = ''] = process.argv.slice(2)
const chosen = hostileRepositories.filter(({ name }) => name.includes(part))
let bad = 0
console.log(`${'repository'.padEnd(58)} ${'outcome'.padEnd(24)} ${'time'.padStart(7)} ${'memory'.padStart(8)} ${'read'.padStart(6)} ${'left out'.padStart(8)}`)
for (const hostile of chosen) {
  const { outcome, seconds, megabytes, files, skipped, message, violations } = await checkOne(hostile)
  console.log(
    `${hostile.name.padEnd(58)} ${outcome.padEnd(24)} ${`${seconds.toFixed(1)} s`.padStart(7)} ${`${Math.round(megabytes)} MB`.padStart(8)} ${String(files).padStart(6)} ${String(skipped).padStart(8)}`,
  )
  if (message !== '') console.log(`    ${message.slice(0, 300)}`)
  for (const violation of violations) console.log(`    VIOLATION: ${violation}`)
  bad += violations.length > 0 ? 1 : 0
}
console.log(`\n${chosen.length} repositories, ${chosen.length - bad} held, ${bad} did not. Nothing outside was touched unless it says so above.`)
process.exitCode = bad > 0 ? 1 : 0
