import { access, constants } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { aptInstall, canAptInstall } from './apt-install.ts';
import type { BrowserName } from './open-browser.ts';

type Env = Record<string, string | undefined>;

interface Browser {
  /** The environment variable that names the program and outranks every search. */
  variable: string;
  /** Names of the program on Linux, the preferred first. */
  programs: string[];
  /** Paths below /Applications or ~/Applications. */
  macApps: string[];
  /** Paths below %ProgramFiles% and its like. */
  windowsPaths: string[];
  debianPackage: string;
  installCommands: { linux: string; darwin: string; win32: string };
}

const BROWSERS: Record<BrowserName, Browser> = {
  chromium: {
    variable: 'PINLINK_CHROMIUM',
    programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    macApps: [
      'Chromium.app/Contents/MacOS/Chromium',
      'Google Chrome.app/Contents/MacOS/Google Chrome',
    ],
    windowsPaths: ['Chromium/Application/chrome.exe', 'Google/Chrome/Application/chrome.exe'],
    debianPackage: 'chromium',
    installCommands: {
      linux: 'sudo apt-get install chromium',
      darwin: 'brew install --cask google-chrome',
      win32: 'winget install Google.Chrome',
    },
  },
  firefox: {
    variable: 'PINLINK_FIREFOX',
    programs: ['firefox-esr', 'firefox'],
    macApps: ['Firefox.app/Contents/MacOS/firefox'],
    windowsPaths: ['Mozilla Firefox/firefox.exe'],
    debianPackage: 'firefox-esr',
    installCommands: {
      linux: 'sudo apt-get install firefox-esr',
      darwin: 'brew install --cask firefox',
      win32: 'winget install Mozilla.Firefox',
    },
  },
};

/** The browser's program: the one that its environment variable names, else from the usual places. */
async function findBrowser(name: BrowserName): Promise<string | undefined> {
  const { variable } = BROWSERS[name];
  const named = process.env[variable];
  if (named) {
    if (await isProgram(named)) return named;
    throw new Error(`${variable} is set to ${named}, which is not a program.`);
  }
  for (const path of usualPlaces(BROWSERS[name], process.platform, process.env)) {
    if (await isProgram(path)) return path;
  }
  return undefined;
}

/**
 * The same, but installs the browser where that can be done without asking (as root on Debian and its
 * like), and otherwise throws a sentence that tells how to.
 */
export async function requireBrowser(name: BrowserName): Promise<string> {
  const found = await findBrowser(name);
  if (found !== undefined) return found;
  const { debianPackage } = BROWSERS[name];
  if (await canAptInstall()) {
    process.stderr.write(`Installing ${debianPackage} with apt-get; this takes a minute.\n`);
    await aptInstall(debianPackage).catch(() => undefined);
  }
  const installed = await findBrowser(name);
  if (installed === undefined) throw new Error(howToInstall(name, process.platform));
  return installed;
}

function howToInstall(name: BrowserName, platform: NodeJS.Platform): string {
  const { installCommands, variable } = BROWSERS[name];
  const known = platform === 'darwin' || platform === 'win32' ? platform : 'linux';
  const title = name === 'chromium' ? 'Chromium or Chrome' : 'Firefox';
  return `${title} was not found: install it with "${installCommands[known]}", or set ${variable} to the path of its program.`;
}

function usualPlaces(browser: Browser, platform: NodeJS.Platform, env: Env): string[] {
  if (platform === 'darwin') {
    const roots = ['/Applications', join(homedir(), 'Applications')];
    return below(roots, browser.macApps);
  }
  if (platform === 'win32') {
    const roots = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LocalAppData];
    return below(roots, browser.windowsPaths);
  }
  return below([...(env.PATH ?? '').split(delimiter), '/usr/bin', '/snap/bin'], browser.programs);
}

// By name before folder, so that the preferred browser wins wherever it is.
function below(folders: (string | undefined)[], names: string[]): string[] {
  const known = folders.flatMap(folder => (folder ? [folder] : []));
  return names.flatMap(name => known.map(folder => join(folder, name)));
}

export async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
