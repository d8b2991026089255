// Who wrote and who spoke, as people read it.

export const narratorName = (narrator: string): string =>
  narrator === 'local' ? 'Local narrator' : narrator.startsWith('claude') ? `Claude · ${narrator.replace(/^claude-/, '')}` : narrator

export const voiceEngineName = (voice: string): string =>
  voice === 'local' ? 'Local voice' : voice.startsWith('eleven') ? `ElevenLabs · ${voice.replace(/^eleven_/, '')}` : voice

/** Without the model, where room is short. */
export const makerOf = (name: string): string => name.split(' · ', 1)[0] ?? name
