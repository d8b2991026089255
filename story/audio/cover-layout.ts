// Where the parts of a repository lie on its cover: a small force-directed drawing. Linked parts pull each other, all push
// each other away, and everything is drawn to the middle. It starts from places that depend on the names alone and takes a
// fixed number of steps, so that the same graph always gives the same picture.
import { hashOf } from './language-colours.ts'

export interface CoverNode {
  name: string
  /** Lines of code, say: only its share of the largest counts. */
  weight: number
  colour: string
}
export interface CoverLink {
  from: number
  to: number
}
export interface PlacedNode extends CoverNode {
  x: number
  y: number
  radius: number
}

const steps = 240
const goldenAngle = Math.PI * (3 - Math.sqrt(5))

/** Into a box of the given size, around its middle. */
export const placeNodes = (nodes: readonly CoverNode[], links: readonly CoverLink[], box: { width: number; height: number }): PlacedNode[] => {
  const heaviest = Math.max(1, ...nodes.map((node) => node.weight))
  const reach = Math.sqrt((box.width * box.height) / Math.max(1, nodes.length)) * 0.62
  const placed = nodes.map((node, index): PlacedNode => {
    const angle = index * goldenAngle + (hashOf(node.name) % 1000) / 1000
    const distance = reach * 0.8 * Math.sqrt(index + 0.5)
    const radius = reach * (0.16 + 0.3 * Math.sqrt(node.weight / heaviest))
    return { ...node, x: Math.cos(angle) * distance, y: Math.sin(angle) * distance, radius }
  })
  const pairs = placed.flatMap((one, index) => placed.slice(index + 1).map((other) => [one, other] as const))
  const springs = links.flatMap(({ from, to }) => {
    const [one, other] = [placed[from], placed[to]]
    return one === undefined || other === undefined || one === other ? [] : [[one, other] as const]
  })
  for (let step = 0; step < steps; step += 1) {
    const heat = 1 - step / steps
    const pull = (one: PlacedNode, other: PlacedNode, strength: number) => {
      const [dx, dy] = [other.x - one.x, other.y - one.y]
      one.x += dx * strength
      one.y += dy * strength
      other.x -= dx * strength
      other.y -= dy * strength
    }
    for (const [one, other] of pairs) {
      const distance = Math.max(1, Math.hypot(other.x - one.x, other.y - one.y))
      const room = one.radius + other.radius + reach * 0.35
      if (distance < room * 2.2) pull(one, other, -heat * 0.12 * ((room * 2.2 - distance) / distance))
    }
    for (const [one, other] of springs) {
      const distance = Math.max(1, Math.hypot(other.x - one.x, other.y - one.y))
      pull(one, other, (heat * 0.06 * (distance - (one.radius + other.radius + reach * 0.5))) / distance)
    }
    for (const node of placed) {
      node.x -= node.x * 0.012 * heat
      node.y -= node.y * 0.012 * heat
    }
  }
  return fitted(placed, box)
}

const fitted = (placed: readonly PlacedNode[], box: { width: number; height: number }): PlacedNode[] => {
  const edge = (pick: (node: PlacedNode) => number, most: (...values: number[]) => number) => most(...placed.map(pick))
  const [left, right] = [edge((node) => node.x - node.radius, Math.min), edge((node) => node.x + node.radius, Math.max)]
  const [top, bottom] = [edge((node) => node.y - node.radius, Math.min), edge((node) => node.y + node.radius, Math.max)]
  const scale = Math.min(box.width / Math.max(1, right - left), box.height / Math.max(1, bottom - top))
  const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2]
  return placed.map((node) => ({
    ...node,
    x: box.width / 2 + (node.x - middleX) * scale,
    y: box.height / 2 + (node.y - middleY) * scale,
    radius: node.radius * scale,
  }))
}
