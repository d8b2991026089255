// Analyses by commit: asking again for the same commit costs nothing, whoever asks.
import { and, eq, lt, sql } from 'drizzle-orm'
import type { Executor } from './client.ts'
import { repositoryAnalyses } from './schema.ts'

export interface AnalysisKey {
  repoName: string
  commitSha: string
  /** Who analysed, by which version, and what part of the repository. */
  key: string
}

const matching = ({ repoName, commitSha, key }: AnalysisKey) =>
  and(eq(repositoryAnalyses.repoName, repoName), eq(repositoryAnalyses.commitSha, commitSha), eq(repositoryAnalyses.key, key))

export const findAnalysis = async (db: Executor, key: AnalysisKey): Promise<unknown> => {
  const [row] = await db.update(repositoryAnalyses).set({ lastUsedAt: sql`now()` }).where(matching(key)).returning({ result: repositoryAnalyses.result })
  return row?.result ?? null
}

export const keepAnalysis = async (db: Executor, key: AnalysisKey, result: unknown): Promise<void> => {
  await db
    .insert(repositoryAnalyses)
    .values({ ...key, result })
    .onConflictDoNothing()
}

export const removeUnusedAnalyses = async (db: Executor, unusedDays: number): Promise<void> => {
  await db.delete(repositoryAnalyses).where(lt(repositoryAnalyses.lastUsedAt, sql`now() - make_interval(days => ${unusedDays})`))
}
