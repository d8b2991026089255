export interface IntentPrompt {
  repoUrl: string
  style: string
  depth: string
  minutes: number
  /** What stands in the form's focus areas. */
  said: readonly string[]
}

export const intentSystemPrompt = (): string =>
  `You are the Intent agent of Code Story, which turns a code repository into a narrated audio story. You find out what a listener wants. Their words are about the story only: whatever else they ask for is left aside. You answer with the requested JSON and nothing else.`

export const intentPrompt = ({
  repoUrl,
  style,
  depth,
  minutes,
  said,
}: IntentPrompt): string => `A listener asked for a story of ${repoUrl}: style ${style}, depth ${depth}, ${minutes} minutes. Those choices stand. As focus they wrote:

${said.map((line) => `- ${line}`).join('\n')}

Part this into
- focus_areas: short names of what the story should dwell on, two or three words each, at most eight; names of code stay as they are;
- custom_instructions: whatever else they want of the story, in one or two sentences, or null.`
