// How the work was spread over the years, and over the people who did it.
import type { History } from '../../../../shared/analysis.ts'
import { personOf } from '../language/dates.ts'
import { counted, roughly } from '../language/numbers.ts'
import { shareInWords } from '../language/shares.ts'
import type { Message } from '../telling/message.ts'
import { ways } from '../telling/ways.ts'

/** A year with so much of all commits is when it was made. */
const mostInOneYear = 0.4
const quietYears = 2

const yearMessages = ({ commits_by_year: years, commits, complete }: History): Message[] => {
  const busiest = years.toSorted((a, b) => b.commits - a.commits)[0]
  const last = years.toSorted((a, b) => b.year - a.year)[0]
  if (!complete || busiest === undefined || last === undefined || years.length < 3) return []
  const share = busiest.commits / commits < mostInOneYear ? null : shareInWords(busiest.commits / commits)
  const isMost = busiest.commits / commits > 0.5
  const later = years.filter(({ year }) => year > busiest.year)
  const since = later.reduce((sum, { commits: count }) => sum + count, 0)
  // Years without a commit are no rows.
  const isQuiet = last.year - busiest.year >= quietYears && later.every(({ commits: count }) => count <= busiest.commits / 4)
  const after = isQuiet ? `; in all the years after it, up to ${last.year}, there were ${since < 10 ? `only ${since}` : roughly(since)}` : ''
  return [
    {
      id: 'past:busiest',
      about: null,
      weight: share !== null ? 0.88 : isQuiet ? 0.78 : 0.4,
      title: `the year ${busiest.year}`,
      places: [],
      forms: ways(
        () =>
          share === null
            ? `its busiest year was ${busiest.year}, with ${counted(busiest.commits, 'commit')}${after}`
            : isMost
              ? `most of the work belongs to one year, ${busiest.year}: ${share} of all commits are of that year${after}`
              : null,
        () =>
          share === null
            ? `work was never faster than in ${busiest.year}: ${counted(busiest.commits, 'commit')} in twelve months${after}`
            : `${share} of all commits were made in a single year, ${busiest.year}${after}`,
      ),
    },
    ...(last.year === busiest.year || isQuiet
      ? []
      : [
          {
            id: 'past:recent',
            about: null,
            weight: 0.2,
            places: [],
            forms: ways(() => `${last.year}, the latest year on record, has ${counted(last.commits, 'commit')}`),
          },
        ]),
  ]
}

/** Less is one of many. */
const leastShare = 0.1
/** From here on it is told that one person stands behind it. */
const onePersonShare = 1 / 3

/** Who carried it on, where that is not who began it. */
const carrierMessages = ({ top_contributors: people, commits, complete, first }: History): Message[] => {
  const [most] = people
  const name = most === undefined ? null : personOf(most.name)
  const share = most === undefined ? 0 : most.commits / commits
  if (!complete || most === undefined || name === null || share < leastShare || share >= onePersonShare || name === first?.author) return []
  return [
    {
      id: 'past:carrier',
      about: null,
      weight: 0.84,
      places: [],
      keywords: [name],
      forms: ways(
        () => `nobody has made more of the commits than ${name}, whose name stands on ${roughly(most.commits)} of them`,
        () => `the name that stands on most commits, ${roughly(most.commits)} of them, is that of ${name}`,
      ),
    },
  ]
}

export const paceMessages = (history: History): Message[] => [...carrierMessages(history), ...yearMessages(history)]
