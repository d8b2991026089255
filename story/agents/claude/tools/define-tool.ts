// A tool is a named function with a zod input: callable by plain code, and, bound to what it works on, by Claude.
import { betaZodTool } from '@anthropic-ai/sdk/helpers/beta/zod'
import type { BetaRunnableTool } from '@anthropic-ai/sdk/lib/tools/BetaRunnableTool'
import type { z } from 'zod'

export interface AgentTool<Schema extends z.ZodObject, On> {
  name: string
  description: string
  input: Schema
  /** What it answers is for the model to read; what it throws is told to the model as a failure. */
  run: (input: z.output<Schema>, on: On) => Promise<string> | string
}

export const defineTool = <Schema extends z.ZodObject, On>(tool: AgentTool<Schema, On>): AgentTool<Schema, On> => tool

/** The SDK starts all calls of a reply at once; a model means them in its order, and a later one may rest on an earlier one. */
export const oneAfterTheOther = (tools: readonly BetaRunnableTool[]): BetaRunnableTool[] => {
  let last: Promise<unknown> = Promise.resolve()
  return tools.map((tool) => ({
    ...tool,
    run: (...given: Parameters<typeof tool.run>) => {
      const run = async () => tool.run(...given)
      // What fails keeps nobody waiting: its failure is told to the model by whoever called it.
      const mine = last.then(run, run)
      last = mine
      return mine
    },
  }))
}

/** @param on what the tool works on, or null where the agent that talks may not use it: the definition stays the same, for the cache's sake */
export const bindTool = <Schema extends z.ZodObject, On>(tool: AgentTool<Schema, On>, on: On | null): BetaRunnableTool =>
  betaZodTool({
    name: tool.name,
    description: tool.description,
    inputSchema: tool.input,
    run: async (input) => {
      if (on === null) throw new Error(`${tool.name} is not a tool for the task at hand. Use those that the task names.`)
      return tool.run(input as z.output<Schema>, on)
    },
  })
