import type { StartOptions } from './open-browser.ts';

type Preferences = Record<string, string | number | boolean>;

// Puppeteer switches much off already; these callers home it leaves. Firefox asks for its remote
// settings nevertheless, and is refused by the proxy.
const CALM: Preferences = {
  'app.normandy.enabled': false,
  'app.update.auto': false,
  'browser.discovery.enabled': false,
  'browser.region.network.url': '',
  'browser.topsites.contile.enabled': false,
  'dom.push.connection.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.trr.mode': 5,
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.server': 'data:,',
};

// A temporary add-on is uninstalled when Firefox ends; its storage must still be there for a restart.
const STORAGE_OUTLIVES_RESTART: Preferences = {
  'extensions.webextensions.keepStorageOnUninstall': true,
  'extensions.webextensions.keepUuidOnUninstall': true,
};

/** The preferences of a Firefox under test; `hosts` gives the host name of an add-on by its id. */
export function firefoxPreferences(
  options: StartOptions,
  hosts: Record<string, string>,
  proxyPort: number | undefined,
): Preferences {
  return {
    ...CALM,
    ...STORAGE_OUTLIVES_RESTART,
    'extensions.webextensions.uuids': JSON.stringify(hosts),
    // The popup is shown in a tab here, and may close itself nonetheless.
    'dom.allow_scripts_to_close_windows': true,
    // Nobody is there to say yes to what an extension asks for.
    'extensions.webextOptionalPermissionPrompts': false,
    ...idle(options.idleMs),
    ...scheme(options.scheme),
    ...wants(options),
    ...fontSize(options.fontSize),
    ...proxy(proxyPort),
  };
}

// Firefox keeps this between 100 ms and five minutes.
function idle(idleMs: number | undefined): Preferences {
  return idleMs === undefined ? {} : { 'extensions.background.idle.timeout': idleMs };
}

function scheme(wanted: StartOptions['scheme']): Preferences {
  return wanted === undefined ? {} : { 'ui.systemUsesDarkTheme': wanted === 'dark' ? 1 : 0 };
}

// 2: a page's own colors never count. Forced ones are those that its user has chosen in Firefox itself.
function wants({ wants, scheme }: StartOptions): Preferences {
  switch (wants) {
    case 'forcedColors':
      return { 'browser.display.document_color_use': 2, ...(scheme === 'dark' ? DARK : {}) };
    case 'moreContrast':
      return { 'ui.useAccessibilityTheme': 1 };
    case 'lessMotion':
      return { 'ui.prefersReducedMotion': 1 };
    default:
      return {};
  }
}

const DARK: Preferences = {
  'browser.anchor_color': '#8ab4f8',
  'browser.display.background_color': '#000000',
  'browser.display.foreground_color': '#ffffff',
};

function fontSize(wanted: StartOptions['fontSize']): Preferences {
  return wanted === undefined ? {} : { 'font.size.variable.x-western': wanted };
}

function proxy(port: number | undefined): Preferences {
  if (port === undefined) return {};
  return {
    'network.proxy.type': 1,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': port,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': port,
  };
}
