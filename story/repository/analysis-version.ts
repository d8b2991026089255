/** Raised whenever the same commit would be understood differently: part of every key under which an analysis is kept. */
export const analysisVersion = 41
