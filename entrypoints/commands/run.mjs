#!/usr/bin/env node
/**
 * The door for the terminal: `npm start`, `npm test` and every other command come through here. Plain
 * JavaScript, because it runs before anything is installed: it makes sure that what the command needs is
 * there (packages, a Chromium, a fresh build), says on stderr what it does, and hands over.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What each command needs before it can run. */
const COMMANDS = {
  start: { needs: ['packages', 'chromium', 'build'] },
  test: { needs: ['packages', 'chromium', 'firefox', 'ffmpeg'] },
  inspect: { needs: ['packages'] },
  scan: { needs: ['packages', 'chromium', 'build'] },
  watch: { needs: ['packages', 'chromium', 'build'] },
  judge: { needs: ['packages'] },
  price: { needs: ['packages'] },
  together: { needs: ['packages'] },
  verify: { needs: ['packages'] },
  collect: { needs: ['packages'] },
  dataset: { needs: ['packages'] },
  new: { needs: ['packages'] },
  bench: { needs: ['packages', 'chromium', 'ffmpeg', 'build'] },
  fuzz: { needs: ['packages'] },
  build: { needs: ['packages'] },
};

const CHROMIUM_PLACES = [
  process.env.MINGBIAO_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const FIREFOX_PLACES = [process.env.MINGBIAO_FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'];

function say(line) {
  process.stderr.write(`mingbiao: ${line}\n`);
}

function give(message) {
  say(message);
  process.exit(2);
}

/** Runs a tool with its output on stderr, so that standard output belongs to the command alone. */
function tool(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  return done.status === 0;
}

/** Whether what is installed is what the lock file names: npm leaves its own record of it in node_modules. */
function isInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

function ensurePackages() {
  if (!isInstalled()) {
    say('installing packages (npm ci) …');
    const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
    if (!tool('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { env }))
      give('npm ci failed. The lines above say why; mend that and run the command again.');
  }
  if (!existsSync(join(root, '.wxt', 'tsconfig.json'))) {
    if (!tool('npx', ['wxt', 'prepare'])) give('`wxt prepare` failed; the lines above say why.');
  }
}

function found(places) {
  return places.find((place) => place && existsSync(place)) ?? null;
}

/** Installs Debian packages when this is Debian (or a child of it) and we may; otherwise says what is missing. */
function aptInstall(packages, what) {
  const isRoot = process.getuid?.() === 0;
  const canSudo = !isRoot && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  const hasApt = existsSync('/usr/bin/apt-get');
  if (!hasApt || (!isRoot && !canSudo)) {
    give(
      `${what} is needed and was not found. Install it (Debian: sudo apt-get install ${packages.join(' ')}) ` +
        (what === 'ffmpeg'
          ? 'and put it on the path.'
          : `or name it in ${what === 'Firefox' ? 'MINGBIAO_FIREFOX' : 'MINGBIAO_CHROMIUM'}.`),
    );
  }
  say(`installing ${packages.join(', ')} …`);
  const run = (args) =>
    tool(isRoot ? 'apt-get' : 'sudo', isRoot ? args : ['-n', 'apt-get', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  run(['update', '-q']);
  if (!run(['install', '-y', '-q', '--no-install-recommends', ...packages]))
    give(`apt-get could not install ${packages.join(', ')}.`);
}

function ensureChromium() {
  let path = found(CHROMIUM_PLACES);
  const hasChineseType = existsSync('/usr/share/fonts/opentype/noto') || process.platform !== 'linux';
  const hasChineseInterface =
    existsSync('/usr/lib/chromium/locales/zh-CN.pak') || path !== '/usr/bin/chromium';
  if (!path || !hasChineseType || !hasChineseInterface) {
    aptInstall(['chromium', 'chromium-l10n', 'fonts-noto-cjk'], 'Chromium');
    path = found(CHROMIUM_PLACES);
  }
  if (!path) give('Chromium was installed but is not where it was expected; name it in MINGBIAO_CHROMIUM.');
  process.env.MINGBIAO_CHROMIUM = path;
}

function ensureFirefox() {
  let path = found(FIREFOX_PLACES);
  if (!path) {
    aptInstall(['firefox-esr'], 'Firefox');
    path = found(FIREFOX_PLACES);
  }
  if (!path) give('Firefox was installed but is not where it was expected; name it in MINGBIAO_FIREFOX.');
  process.env.MINGBIAO_FIREFOX = path;
}

/** Makes the clips of the tests; no person who uses the extension needs it. */
function ensureFfmpeg() {
  if (spawnSync('ffmpeg', ['-version'], { stdio: 'ignore' }).status !== 0) aptInstall(['ffmpeg'], 'ffmpeg');
}

/** Newest modification below the sources that the build reads. */
function newestSource() {
  const walk = (path) => {
    const stat = statSync(path);
    if (!stat.isDirectory()) return stat.mtimeMs;
    return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => walk(join(path, name))), 0);
  };
  return Math.max(
    ...['entrypoints', 'components', 'rules', 'assets', 'wxt.config.ts', 'package-lock.json'].map((p) =>
      walk(join(root, p)),
    ),
  );
}

function ensureBuild() {
  const manifest = join(root, '.output', 'chrome-mv3', 'manifest.json');
  if (existsSync(manifest) && statSync(manifest).mtimeMs > newestSource()) return;
  say('building the extension …');
  if (!tool('npx', ['wxt', 'build', '--level', 'warn'])) give('the build failed; the lines above say why.');
}

const NEEDS = {
  packages: ensurePackages,
  chromium: ensureChromium,
  firefox: ensureFirefox,
  ffmpeg: ensureFfmpeg,
  build: ensureBuild,
};

const [name, ...args] = process.argv.slice(2);
const command = name === undefined ? undefined : COMMANDS[name];
if (!command) give(`unknown command "${name ?? ''}". Known: ${Object.keys(COMMANDS).join(', ')}.`);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  give(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
for (const need of command.needs) NEEDS[need]();
mkdirSync(join(root, 'out'), { recursive: true });

const handedOver = spawn(
  process.execPath,
  [
    '--import',
    pathToFileURL(join(root, 'node_modules', 'tsx', 'dist', 'esm', 'index.mjs')).href,
    join(root, 'entrypoints', 'commands', `${name}.ts`),
    ...args,
  ],
  {
    // Paths on the command line are meant from where the person stands, not from the project's root.
    cwd: process.env.INIT_CWD ?? process.cwd(),
    stdio: 'inherit',
    env: {
      ...process.env,
      TSX_TSCONFIG_PATH: join(root, 'tsconfig.json'),
      MINGBIAO_ROOT: root,
      WXT_TELEMETRY: '0',
    },
  },
);
// Ctrl-C goes to every process of the terminal: the command hears it itself and decides, and this one waits for it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => handedOver.kill('SIGTERM'));
handedOver.on('close', (status, signal) => {
  if (signal === null) process.exit(status ?? 1);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
