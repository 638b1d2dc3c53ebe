import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { build, type Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './longest-first.ts'
import { screens } from './packages/contracts/src/screens.ts'

const here = (path: string) => resolve(import.meta.dirname, path)
const pages = Object.values(screens)

/** Browsers of the last three years; the oldest that has OKLCH, container queries and `dvh` together. */
const TARGET = ['chrome111', 'edge111', 'firefox114', 'safari16.4']

/** The recorded voice is for devices that have none of their own: the others are spared it. */
const onDemand = /\.mp3$/

/** The same sources give the same build, so a start on an unchanged tree makes no screen reload. */
const BUILD = sourceHash()

/**
 * What every page loads, and what every screen of a till does, in one file each. Split by who shares what, they would be a dozen small files,
 * and small files compress badly: it costs the display 1.8 KB.
 */
const chunks = [
  {
    name: 'base',
    test: /node_modules\/(react|react-dom|scheduler)\/|packages\/shell\/src|apps\/pos\/shell\/(device|sound|use-)|vite\/preload|packages\/ui\/src\/(amount|money|screen|visually|fitted)/,
    priority: 2,
  },
  {
    name: 'live',
    test: /apps\/pos\/checkout\/(use-(terminal|server-now|updates|qr-code|shown-for|painted)|terminal-feed|merge-snapshot|charge-face|time-|format-time|crash|words\/customer|voice\/use-)/,
  },
]

export default defineConfig({
  root: here('apps'),
  publicDir: here('public'),
  appType: 'mpa',
  define: { __BUILD__: JSON.stringify(BUILD) },
  plugins: [react(), addresses(), fontPreload(), layerOrder(), serviceWorker(), precompressed()],
  server: { proxy: { '/api': 'http://localhost:3000' } },
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    target: TARGET,
    // The CSP allows no inline script, and every browser of the target preloads modules by itself.
    modulePreload: { polyfill: false },
    // A file of its own for everything: `data:` is allowed for images alone.
    assetsInlineLimit: 0,
    // The notices that the licences of what we ship ask to go with it.
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      input: pages.map((page) => here(`apps/${page}`)),
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: chunks } },
    },
  },
  test: {
    root: import.meta.dirname,
    include: [
      '*.test.ts',
      'apps/**/*.test.ts',
      'packages/**/*.test.ts',
      'sim/**/*.test.ts',
      'rigs/**/*.test.ts',
    ],
    testTimeout: 20_000,
    globalSetup: './tests-folder.ts',
    // Our modules keep no state, so a worker loads each of them once. To load them again for every file took longer than most of the tests.
    isolate: false,
    // Vitest would leave one core idle, half of a small machine. Most of these tests wait for what has to come: two workers more fill the time.
    maxWorkers: availableParallelism() + 2,
    sequence: { sequencer: LongestFirst },
  },
})

/** In development, the addresses that the BFF maps in production. */
function addresses(): Plugin {
  return {
    name: 'balcao-addresses',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const [path = '', query] = (request.url ?? '').split('?')
        const page = Object.entries(screens).find(([address]) => address === path)?.[1]
        if (page) request.url = `/${page}${query ? `?${query}` : ''}`
        next()
      })
    },
  }
}

/** The font is named deep inside the CSS; said in the page, it is on its way before the CSS has been read. */
function fontPreload(): Plugin {
  return {
    name: 'balcao-font-preload',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        Object.keys(bundle)
          .filter((file) => file.endsWith('.woff2'))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `/${file}` },
            injectTo: 'head' as const,
          })),
    },
  }
}

/** Says the order of the layers in every style sheet: a page loads several, and the first to name a layer would rank it. */
function layerOrder(): Plugin {
  return {
    name: 'balcao-layer-order',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue
        file.source = `@layer base,components,screens;${file.source}`
      }
    },
  }
}

/**
 * Builds /sw.js with the list of what the pages load, and /build.json for the BFF. Not vite-plugin-pwa: it works, but it
 * lists files where we need addresses, and brings 287 packages for the sake of that list.
 */
function serviceWorker(): Plugin {
  return {
    name: 'balcao-service-worker',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const assets = Object.keys(bundle)
        .filter((file) => file.startsWith('assets/'))
        .map((file) => `/${file}`)
      const shell = {
        pages: Object.keys(screens),
        assets: assets.filter((file) => !onDemand.test(file)),
        onDemand: assets.filter((file) => onDemand.test(file)),
      }
      const built = await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: { __BUILD__: JSON.stringify(BUILD), __SHELL__: JSON.stringify(shell) },
        build: {
          write: false,
          target: TARGET,
          rolldownOptions: {
            input: here('packages/shell/src/service-worker.ts'),
            output: { format: 'iife' },
          },
        },
      })
      const [output] = [built].flat()
      if (!output || !('output' in output)) throw new Error('The service worker was not built')
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: output.output[0].code })
      this.emitFile({ type: 'asset', fileName: 'build.json', source: JSON.stringify({ build: BUILD }) })
    },
  }
}

/** `.br` and `.gz` beside every text file: made once here at the best level, never while a screen waits. */
function precompressed(): Plugin {
  let outDir = ''
  return {
    name: 'balcao-precompressed',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      outDir = config.build.outDir
    },
    closeBundle() {
      for (const name of globSync('**/*.{html,js,css,svg,json,webmanifest}', { cwd: outDir })) {
        const file = resolve(outDir, name)
        const bytes = readFileSync(file)
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
        writeFileSync(
          `${file}.br`,
          brotliCompressSync(bytes, {
            params: {
              [constants.BROTLI_PARAM_QUALITY]: 11,
              [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
            },
          }),
        )
      }
    },
  }
}

/** Everything that the pages are made of: their code, the packages, the public files, and what npm installed. */
function sourceHash(): string {
  const files = [
    ...globSync('apps/{pos,payer}/**/*.{ts,tsx,css,html,json,mp3}', { cwd: import.meta.dirname }),
    ...globSync('packages/*/src/**/*.{ts,tsx,css}', { cwd: import.meta.dirname }),
    ...globSync('public/**/*.*', { cwd: import.meta.dirname }),
    'vite.config.ts',
    'package-lock.json',
  ]
  const hash = createHash('sha256')
  for (const file of files.filter((name) => !name.includes('.test.')).sort()) {
    hash.update(`${file}\n`).update(readFileSync(here(file)))
  }
  return hash.digest('hex').slice(0, 12)
}
