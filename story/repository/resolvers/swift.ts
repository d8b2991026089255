// Swift: within a module (a folder below Sources, or the whole of a project) every name is free; an import opens another
// module.
import { filesOfNames } from './free-names.ts'
import { type CreateNeighbours, type CreateResolver, inside, outside, pushTo, type ScannedRepository } from './resolver.ts'

const standardModules =
  /^(?:Swift|Foundation|FoundationNetworking|UIKit|AppKit|SwiftUI|Combine|Dispatch|Darwin|Glibc|Musl|WinSDK|CoreFoundation|CoreGraphics|CoreData|Security|SystemConfiguration|MobileCoreServices|os|XCTest|Testing|ObjectiveC|QuartzCore|Network|CryptoKit|AVFoundation|WebKit|MapKit|StoreKit|UniformTypeIdentifiers|_\w+)$/

const moduleOf = (path: string): string => /(?:^|\/)Sources\/([^/]+)\//.exec(path)?.[1] ?? /(?:^|\/)Tests\/([^/]+)\//.exec(path)?.[1] ?? ''

const modulesOf = ({ files }: ScannedRepository): Map<string, Map<string, string[]>> => {
  const modules = new Map<string, Map<string, string[]>>()
  for (const file of files.values()) {
    if (file.language !== 'Swift' || file.kind !== 'source') continue
    const names = modules.get(moduleOf(file.path)) ?? new Map<string, string[]>()
    modules.set(moduleOf(file.path), names)
    for (const declared of file.scan.declares) pushTo(names, declared, file.path)
  }
  return modules
}

export const createSwiftResolver: CreateResolver = (repository) => {
  const modules = modulesOf(repository)
  const own = new Set(repository.manifests.filter((manifest) => manifest.ecosystem === 'swift').flatMap((manifest) => [manifest.name ?? '']))
  return (file, raw) => {
    const names = modules.get(raw.target) ?? (own.has(raw.target) ? modules.get('') : undefined)
    if (names !== undefined) return inside(filesOfNames(file, names))
    return outside(raw.target, standardModules.test(raw.target))
  }
}

export const createSwiftNeighbours: CreateNeighbours = (repository) => {
  const modules = modulesOf(repository)
  return (file) => {
    const names = modules.get(moduleOf(file.path))
    return names === undefined ? [] : filesOfNames(file, names)
  }
}
