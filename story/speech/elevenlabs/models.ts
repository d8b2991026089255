// ElevenLabs' speech models: how much text one request may hold, and what a thousand characters cost in USD by the API
// price list (elevenlabs.io/pricing/api). A model that is not here is taken for the dearest, with the smallest limit.
export interface SpeechModel {
  mostCharacters: number
  usdPerThousandCharacters: number
}

const table: Readonly<Record<string, SpeechModel>> = {
  eleven_flash_v2_5: { mostCharacters: 40_000, usdPerThousandCharacters: 0.05 },
  eleven_turbo_v2_5: { mostCharacters: 40_000, usdPerThousandCharacters: 0.05 },
  eleven_flash_v2: { mostCharacters: 30_000, usdPerThousandCharacters: 0.05 },
  eleven_turbo_v2: { mostCharacters: 30_000, usdPerThousandCharacters: 0.05 },
  eleven_multilingual_v2: { mostCharacters: 10_000, usdPerThousandCharacters: 0.1 },
  eleven_v3: { mostCharacters: 5_000, usdPerThousandCharacters: 0.1 },
}

export const speechModel = (id: string): SpeechModel => table[id] ?? { mostCharacters: 3_000, usdPerThousandCharacters: 0.1 }
