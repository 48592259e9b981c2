import type { Entry } from './entry.ts';
import { environmentTools, other } from './environment-tools.ts';
import { fileTools } from './file-tools.ts';
import { settingsTools } from './settings-tools.ts';
import { tokenlessTools } from './tokenless-tools.ts';
import { yamlTools } from './yaml-tools.ts';

const catalogue = [
  ...yamlTools,
  ...fileTools,
  ...environmentTools,
  ...settingsTools,
  ...tokenlessTools,
  other,
] as const;

export type ToolId = (typeof catalogue)[number]['id'];

export type Tool = Entry & { readonly id: ToolId };

/** All that the catalogue has, `other` included. */
export const tools: readonly Tool[] = catalogue;

export function toolById(id: ToolId): Tool {
  return tools.find(tool => tool.id === id) ?? other;
}

/** Whether something that was stored, or stands in a page, names an entry of this catalogue. */
export function isToolId(value: unknown): value is ToolId {
  return tools.some(({ id }) => id === value);
}
