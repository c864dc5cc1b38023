/** Compiling an example: its types against the packages' sources, and its checks made to run. */
import { join } from 'node:path'

import ts from 'typescript'

import { root, type Block } from './blocks.js'

const config: unknown = ts.readConfigFile(join(root, 'tsconfig.base.json'), (file) =>
  ts.sys.readFile(file),
).config
const configured = ts.parseJsonConfigFileContent(config, ts.sys, root).options

const printed = (diagnostic: ts.Diagnostic): string => {
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')
  const at = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0
  return `line ${String(at + 1)}: ${text}`
}

/** What the compiler says of each example under the repository's own options; nothing where it is right. */
export const typeErrors = (
  blocks: ReadonlyArray<Block>,
): ReadonlyMap<Block, ReadonlyArray<string>> => {
  const files = new Map(
    blocks.map((block, i) => [join(root, `packages/cli/test/docs/example-${String(i)}.ts`), block]),
  )
  const disk = ts.createCompilerHost(configured)
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (file) => files.has(file) || disk.fileExists(file),
    getSourceFile: (file, options, onError, anew) => {
      const block = files.get(file)
      return block === undefined
        ? disk.getSourceFile(file, options, onError, anew)
        : ts.createSourceFile(file, asModule(block.code), options)
    },
  }
  const program = ts.createProgram({ rootNames: [...files.keys()], options: configured, host })
  return new Map(
    [...files].map(([file, block]) => {
      const source = program.getSourceFile(file)
      const found = [
        ...program.getSyntacticDiagnostics(source),
        ...program.getSemanticDiagnostics(source),
      ]
      return [block, found.map(printed)]
    }),
  )
}

const asModule = (code: string): string => `${code}\nexport {}\n`

/** The text of a comment that begins on the line where a statement ends. */
const trailing = (code: string, end: number): string | undefined => {
  const [comment] = ts.getTrailingCommentRanges(code, end) ?? []
  return comment === undefined ? undefined : code.slice(comment.pos + 2, comment.end).trim()
}

const isValue = (text: string): boolean => {
  const { diagnostics = [] } = ts.transpileModule(`(${text})`, { reportDiagnostics: true })
  return diagnostics.length === 0
}

/**
 * The example as the body of an asynchronous function of `require`, `expectValue` and `console`: an
 * expression that stands alone before `// value` is handed to `expectValue` with that value.
 */
export const runnable = ({ code, place }: Block): string => {
  const file = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2023)
  let checked = code
  for (const statement of [...file.statements].reverse()) {
    const value = trailing(code, statement.end)
    if (value === undefined || !ts.isExpressionStatement(statement)) continue
    if (!isValue(value)) throw new Error(`${place}: '// ${value}' is no value to hold it to`)
    const { expression } = statement
    const text = expression.getText(file)
    checked =
      checked.slice(0, expression.getStart(file)) +
      `;expectValue(${text}, (${value}), ${JSON.stringify(text)});` +
      checked.slice(statement.end)
  }
  return ts.transpileModule(checked, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2023,
      esModuleInterop: true,
    },
  }).outputText
}

/** The modules that an example imports values from. */
export const importsOf = (compiled: string): ReadonlyArray<string> => [
  ...new Set([...compiled.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = '']) => name)),
]
