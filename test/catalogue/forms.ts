import type { Form } from '../../src/catalogue/entry.ts';
import { snippet, textOf, type Values } from '../../src/catalogue/snippet.ts';
import { type ToolId, toolById, tools } from '../../src/catalogue/tools.ts';

/** Every form of every tool, named as in `kometa: yaml`. */
export const forms: readonly (readonly [string, Form])[] = tools.flatMap(tool =>
  'forms' in tool ? tool.forms.map(form => [`${tool.id}: ${nameOf(form)}`, form] as const) : [],
);

function nameOf(form: Form): string {
  return form.place === 'settings' ? form.place : form.syntax;
}

/** @throws where the catalogue has no such form */
export function formOf(id: ToolId, name: string): Form {
  const tool = toolById(id);
  const form = 'forms' in tool ? tool.forms.find(one => nameOf(one) === name) : undefined;
  if (form === undefined) throw new Error(`${id} has no ${name}.`);
  return form;
}

/** What is copied of a form: its text, or each field's value under its label. */
export type Copied = string | Record<string, string | boolean>;

export function copied(form: Form, values: Values): Copied {
  const made = snippet(form, values);
  if (made.kind === 'text') return textOf(made.parts);
  return Object.fromEntries(
    made.fields.map(field => [field.label, field.kind === 'switch' ? field.isOn : field.text]),
  );
}

/** Made up: values that no format has to quote. */
export const values = {
  address: 'http://192.168.1.12:32400',
  token: 'mN7xKq2vTzR4wLpYs9Ab',
  machineIdentifier: 'c0ffee5ea1ed0fa11c0ffee5ea1ed0fa11c0ffee',
  clientIdentifier: '6f1a2b3c-4d5e-4f60-8a7b-9c0d1e2f3a4b',
} satisfies Values;
