// What Flite says wrong, written so that it says it right. For this voice only: others know these words.
export const respellForFlite = (spoken: string): string => spoken
