// The part of WebAssembly's own interface that Flite's driver uses: TypeScript declares it for browsers only.
declare namespace WebAssembly {
  class Module {
    private readonly module: never
  }
  class Memory {
    readonly buffer: ArrayBuffer
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>)
    readonly exports: Record<string, unknown>
  }
  function compile(bytes: Uint8Array): Promise<Module>
}
