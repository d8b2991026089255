// What Secretlint's recommended rules find.
import { lintSource } from '@secretlint/core'
import { secretLintProfiler } from '@secretlint/profiler'
import { creator } from '@secretlint/secretlint-rule-preset-recommend'

// It marks the process's performance timeline for every rule and file, and never clears it.
secretLintProfiler.setEnabled(false)

const config = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] }

/** Start and end of each, in characters. */
export const findPresetSecrets = async (path: string, text: string): Promise<(readonly [number, number])[]> => {
  const { messages } = await lintSource({
    source: { filePath: path, content: text, ext: path.split('.').at(-1) ?? '', contentType: 'text' },
    options: { config, noPhysicFilePath: true },
  })
  return messages.map(({ range }) => [range[0], range[1]] as const)
}
