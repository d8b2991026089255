import { expect, it } from 'vitest'
import { analyzeFiles, followedSymbolsOf } from '../../../test/support/analyze-files.ts'

const till = (fields: string): Record<string, string> => ({
  'README.md': '# till\n\n```sh\ntill open\n```\n',
  'go.mod': 'module example.com/till\n\nrequire github.com/spf13/cobra v1.0.0\n',
  'main.go': `package main\n\nimport "github.com/spf13/cobra"\n\nvar (\n\trootCmd = &cobra.Command{\n\t\tUse: "till",\n${fields}\t}\n)\n\nfunc main() {\n\tif err := rootCmd.Execute(); err != nil {\n\t\treturn\n\t}\n}\n\nfunc openTill(cmd *cobra.Command, args []string) error {\n\treturn countCoins()\n}\n\nfunc countCoins() error {\n\treturn nil\n}\n`,
})

it('follows the execution of a command to the function that was put into it', async () => {
  expect(followedSymbolsOf(await analyzeFiles(till('\t\tRunE: openTill,\n')))).toEqual(['main', 'openTill', 'countCoins'])
  expect(followedSymbolsOf(await analyzeFiles(till('')))).not.toContain('openTill')
})
