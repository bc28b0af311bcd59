import { html } from '../core/html';

const EXAMPLES = [
  ['front door', 'both words, in subject, text or names of files'],
  ['"front door"', 'one after the other'],
  ['launch*', 'words that begin so'],
  ['from:contoso to:adelev', 'who posted, who received; also cc, recipients, participants'],
  ['subject:"front door"', 'in the subject only; also body, attachmentnames'],
  ['sent:2026-01-01..2026-01-31', 'both days included; also sent>=2026-01-01, sent<2026-02, date'],
  ['kind:tweet', 'or reply, retweet, quote, deletion, like, directmessage, profilechange, email'],
  ['itemclass:IPM.NOTE.Twitter*', 'the message class, or how it begins'],
  ['hasattachment:true size>100000', 'with files; so many bytes'],
  ['(launch OR door) NOT from:fabrikam', 'AND is what is meant without a word between'],
] as const;

/** How to ask; everything in it is tried by `parse-query.spec.ts`. */
export const searchHelp = html`<details>
  <summary>How to search</summary>
  <dl class="examples">
    ${EXAMPLES.map(
      ([query, what]) =>
        html`<dt><code>${query}</code></dt>
          <dd>${what}</dd>`,
    )}
  </dl>
  <p class="help">The arrow keys go from message to message in the list.</p>
</details>`;
