/** What `docs/settings.md` and `.env.example` say of a setting. */
export interface SettingDoc {
  /** One sentence: what it is, its unit. */
  about: string;
  /** The value for the real services, shown in `.env.example`; a secret has none. */
  example: string;
  /** Set when the setting may be left out: what counts then. */
  default?: string;
  secret?: true;
}

const docs = new Map<string, SettingDoc>();

/** Documents a field of EnvDto; the generated pages are made from it. */
export function Setting(doc: SettingDoc): PropertyDecorator {
  return (_target, name) => {
    docs.set(String(name), doc);
  };
}

/** Every documented setting in the order of the class. */
export function settingDocs(): ReadonlyMap<string, SettingDoc> {
  return docs;
}
