// Text frames as RFC 6455 lays them down, made once for all subscribers. A server's frames carry no mask, and we offer no
// compression, so the same bytes are right for everybody: five hundred subscribers cost five hundred writes and one encoding.

const finalTextFrame = 0x81

const frameHeader = (length: number): Buffer => {
  if (length < 126) return Buffer.from([finalTextFrame, length])
  if (length < 65_536) {
    const header = Buffer.alloc(4)
    header[0] = finalTextFrame
    header[1] = 126
    header.writeUInt16BE(length, 2)
    return header
  }
  const header = Buffer.alloc(10)
  header[0] = finalTextFrame
  header[1] = 127
  header.writeBigUInt64BE(BigInt(length), 2)
  return header
}

export const textFrames = (messages: readonly string[]): Buffer =>
  Buffer.concat(
    messages.flatMap((message) => {
      const payload = Buffer.from(message)
      return [frameHeader(payload.length), payload]
    }),
  )
