import eslint from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

const tests = ['**/*.test.ts', '**/*.test-d.ts', 'packages/*/test/**']

export default defineConfig(
  globalIgnores(['**/dist/**', '**/coverage/**']),
  {
    // A rule is changed here for all or obeyed: comments that switch one off have no effect and are reported.
    linterOptions: { noInlineConfig: true },
  },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(fp-ts|io-ts)/(?!lib/.+\\.js$)|^fp-ts$',
              message: 'Plain Node refuses the short path: import fp-ts/lib/Module.js.',
            },
          ],
        },
      ],
      'max-lines': ['error', 250],
      eqeqeq: 'error',

      // `interface X extends t.TypeOf<typeof X> {}` gives a codec's type its name; `{}` is no props
      '@typescript-eslint/no-empty-object-type': [
        'error',
        { allowInterfaces: 'with-single-extends', allowObjectTypes: 'always' },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    // The domain is pure: time and chance are given to it, and failure is a value.
    files: ['packages/core/src/**'],
    ignores: ['packages/core/src/testing/**', ...tests],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ThrowStatement', message: 'Return an Either: the domain never throws.' },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Take the time from a parameter or an injected clock.',
        },
        {
          selector: "CallExpression[callee.name='Date']",
          message: 'Take the time from a parameter or an injected clock.',
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Take the time from an injected clock.' },
        { object: 'Math', property: 'random', message: 'Take chance from an injected generator.' },
        { property: 'randomUUID', message: 'Take ids from an injected generator.' },
      ],
      'no-restricted-globals': ['error', 'crypto', 'performance', 'process'],
    },
  },
  {
    // the stories of scenarios are data
    files: [...tests, 'examples/scenarios/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: {
      globals: { console: 'readonly', module: 'writable', process: 'readonly' },
    },
  },
)
