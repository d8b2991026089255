// Under which licence the project stands: as its manifest says, else by the words of its licence file.
import type { RepositoryFacts } from '../../shared/analysis.ts'

export const isLicenseFile = (path: string): boolean => /^(?:LICEN[CS]E|COPYING|UNLICENSE)(?:[.-].*)?$/i.test(path)

export const findLicense = (
  manifest: { file: string; license: { text: string; line: number } | null } | undefined,
  prose: ReadonlyMap<string, string>,
): RepositoryFacts['license'] => {
  if (manifest?.license)
    return { name: manifest.license.text, place: { file: manifest.file, start_line: manifest.license.line, end_line: manifest.license.line } }
  const known: readonly [RegExp, string][] = [
    [/Apache License/i, 'Apache-2.0'],
    [/MIT License|Permission is hereby granted, free of charge/i, 'MIT'],
    [/GNU AFFERO/i, 'AGPL'],
    [/GNU LESSER/i, 'LGPL'],
    [/GNU GENERAL PUBLIC/i, 'GPL'],
    [/Mozilla Public License/i, 'MPL-2.0'],
    [/Redistribution and use in source and binary forms/i, 'BSD'],
    [/ISC License/i, 'ISC'],
    [/unlicense/i, 'Unlicense'],
  ]
  for (const [file, text] of prose) {
    if (!isLicenseFile(file)) continue
    const found = known.find(([pattern]) => pattern.test(text.slice(0, 3000)))
    if (found !== undefined) return { name: found[1], place: { file, start_line: 1, end_line: Math.min(5, text.split('\n').length) } }
  }
  return null
}
