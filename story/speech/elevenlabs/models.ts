// ElevenLabs' speech models: how much text one request may hold, and what a thousand characters cost in USD by the API
// price list (elevenlabs.io/pricing/api), and whether it may be told what is said before and after (the third generation
// refuses to be). A model that is not here is taken for the dearest, with the smallest limit, and is told nothing.
export interface SpeechModel {
  mostCharacters: number
  usdPerThousandCharacters: number
  takesContext: boolean
}

const table: Readonly<Record<string, SpeechModel>> = {
  eleven_flash_v2_5: { mostCharacters: 40_000, usdPerThousandCharacters: 0.05, takesContext: true },
  eleven_turbo_v2_5: { mostCharacters: 40_000, usdPerThousandCharacters: 0.05, takesContext: true },
  eleven_flash_v2: { mostCharacters: 30_000, usdPerThousandCharacters: 0.05, takesContext: true },
  eleven_turbo_v2: { mostCharacters: 30_000, usdPerThousandCharacters: 0.05, takesContext: true },
  eleven_multilingual_v2: { mostCharacters: 10_000, usdPerThousandCharacters: 0.1, takesContext: true },
  eleven_v3: { mostCharacters: 5_000, usdPerThousandCharacters: 0.1, takesContext: false },
}

export const speechModel = (id: string): SpeechModel => table[id] ?? { mostCharacters: 2_000, usdPerThousandCharacters: 0.1, takesContext: false }
