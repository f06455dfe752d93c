/**
 * The page that checks case files as one HTML file, for people who install nothing: script and style stand inside
 * and are named by their digest in the policy, which allows nothing else and no network. It opens from a disk.
 */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { dataFolders, withoutCodeFromText } from './build-plugins';

/** Writes the page and gives its path. Rejects when the build would need a second file or could break out of its place. */
export async function buildVerifyPage(root: string): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [dataFolders(root), withoutCodeFromText()],
    build: {
      target: 'es2022',
      write: false,
      modulePreload: false,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: join(root, 'entrypoints/verify/index.html'),
        output: { codeSplitting: false },
      },
    },
  });
  if (!('output' in built)) throw new Error('one build was expected');
  const scripts = built.output.filter((one) => one.type === 'chunk');
  const styles = built.output.filter((one) => one.type === 'asset' && one.fileName.endsWith('.css'));
  const [script] = scripts;
  if (!script || scripts.length > 1 || built.output.length !== 1 + styles.length + 1)
    throw new Error(
      `the page would need more than itself: ${built.output.map((one) => one.fileName).join(' ')}`,
    );
  const css = styles.map((one) => (one.type === 'asset' ? textOf(one.source) : '')).join('\n');
  // Inside a string or a pattern, which is where it stands, the escaped form means the same.
  const code = script.code.replaceAll('</script', '<\\/script');
  if (/<!--|<script/i.test(code) || /<\/style|@import|url\(/i.test(css))
    throw new Error('script or style hold what would break out of the page or ask for another file');
  const policy = `default-src 'none'; script-src '${digestOf(code)}'; style-src '${digestOf(css)}'; base-uri 'none'; form-action 'none'`;
  const page = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>明标 · 核对案例文件</title>
<style>${css}</style>
</head>
<body>
<div id="root"></div>
<script type="module">${code}</script>
</body>
</html>
`;
  const path = join(root, '.output', 'mingbiao-verify.html');
  await mkdir(join(root, '.output'), { recursive: true });
  await writeFile(path, page);
  return path;
}

function textOf(source: string | Uint8Array): string {
  return typeof source === 'string' ? source : new TextDecoder().decode(source);
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
