// What the tools that look at a repository work on. All that they can see is the snapshot, from which links out of the tree
// and secrets are gone, and the analysis made of it: confinement by construction.
import type { AnalysisResult } from '../../../../shared/analysis.ts'
import type { RepositorySnapshot } from '../../../repository/snapshot.ts'

export interface RepositoryDesk {
  snapshot: () => Promise<RepositorySnapshot>
  analysis: AnalysisResult
}
