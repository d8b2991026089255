// What a story may still cost. Every bought call asks before and reports after. Calls run side by side, so what is asked
// for is set aside until a call is reported, or its step ends: two chapters can't both spend the last dollar. Against the
// day's limit it is set aside in the database, where the user's other stories are held against it too.
import type { Claim } from '../../db/claims.ts'
import type { Database } from '../../db/client.ts'
import { recordCall, reserveToday, storyCostUsd } from '../../db/usage.ts'
import { CodeStoryError } from '../../shared/errors.ts'
import type { Env } from '../../shared/node/env.ts'
import type { CallUsage } from '../../shared/usage.ts'

export type CostLimits = Pick<Env, 'MAX_STORY_COST_USD' | 'MAX_DAILY_COST_USD'>

export interface Budget {
  check: (nextCallUsd: number) => Promise<void>
  record: (call: CallUsage) => Promise<void>
}
export interface StoryBudget {
  forStep: () => Budget & { end: () => void }
}

const dollars = (usd: number): string => `$${usd.toFixed(2)}`

export const openBudget = (db: Database, { story, lease }: Pick<Claim, 'story' | 'lease'>, limits: CostLimits): StoryBudget => {
  let setAsideUsd = 0
  /** One question at a time: asking and setting aside have to be one act. */
  let asking: Promise<unknown> = Promise.resolve()

  const ask = async (nextCallUsd: number): Promise<void> => {
    const { MAX_STORY_COST_USD: storyLimit, MAX_DAILY_COST_USD: dailyLimit } = limits
    if (storyLimit !== undefined && (await storyCostUsd(db, story.id)) + setAsideUsd + nextCallUsd > storyLimit)
      throw new CodeStoryError(
        'over_budget',
        `This story would cost more than the ${dollars(storyLimit)} that a story may cost here. Ask for a shorter one, or raise MAX_STORY_COST_USD.`,
      )
    const usd = setAsideUsd + nextCallUsd
    if (dailyLimit !== undefined && !(await reserveToday(db, { storyId: story.id, userId: story.userId, lease, usd, limitUsd: dailyLimit })))
      throw new CodeStoryError('over_budget', `Today's limit of ${dollars(dailyLimit)} is reached. Restart the story tomorrow: finished steps are kept.`)
    setAsideUsd += nextCallUsd
  }

  return {
    forStep: () => {
      const mineUsd: number[] = []
      return {
        check: (nextCallUsd) => {
          const answer = asking.then(async () => {
            await ask(nextCallUsd)
            mineUsd.push(nextCallUsd)
          })
          asking = answer.catch(() => undefined)
          return answer
        },
        record: async (call) => {
          const releasedUsd = mineUsd.shift() ?? 0
          await recordCall(db, { storyId: story.id, userId: story.userId }, call, releasedUsd)
          setAsideUsd -= releasedUsd
        },
        end: () => {
          for (const usd of mineUsd.splice(0)) setAsideUsd -= usd
        },
      }
    },
  }
}
