import module from 'node:module'

// Read before anything else, by any Node: an older one could not even read our TypeScript to say so.
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(
    `Balcão needs Node.js 24 or newer, and this is ${process.version}. Run npm ci, which brings one where there is one for this platform, or install it.`,
  )
  process.exit(1)
}
// The compiled code of an earlier start serves the next one: without it, the entry itself would be stripped of its types each time.
module.enableCompileCache()
