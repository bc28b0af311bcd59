/** `Settings_change` for `change` of SettingsController. */
export function operationIdFactory(controller: string, method: string): string {
  return `${controller.replace(/Controller$/, '')}_${method}`;
}
