// Reads vitest's JSON report, names every skipped test, and ends with the counts.
import { readFileSync } from 'node:fs'

const { success, testResults } = read(process.argv[2])
const tests = testResults.flatMap((file) =>
  file.assertionResults.map((test) => ({ ...test, file: file.name })),
)
const withStatus = (...statuses) => tests.filter(({ status }) => statuses.includes(status))

const skipped = withStatus('skipped', 'pending', 'todo', 'disabled')
for (const { file, fullName } of skipped) console.log(`SKIPPED ${file}: ${fullName}`)

// A file that fails outside its tests (an import, a hook) counts as one failure.
const broken = testResults.filter(
  ({ status, assertionResults }) =>
    status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
)
for (const { name, message } of broken) console.log(`BROKEN ${name}: ${message}`)

const passed = withStatus('passed').length
const failed = withStatus('failed').length + broken.length
if (!success || failed > 0 || passed === 0) process.exitCode = 1
console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`)

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { success: false, testResults: [] }
  }
}
