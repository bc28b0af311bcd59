import { wholePage } from '../html/message-page';
import { type Rendition } from '../rendition';
import { subjectText } from './header-text';
import { mailboxesOf, mailboxOf } from './mail-address';
import { type Message } from './message';
import { messageAttachmentsOf } from './message-attachments';
import { type MessageContext } from './message-context';
import { headersOfRendition } from './message-headers';
import { messageIdOf, threadOfRendition } from './message-ids';
import { plainText, recordFacts } from './plain-text';

/** The message of what is no post. */
export function renditionMessage(rendition: Rendition, context: MessageContext): Message {
  const { said, notes, title, summary } = rendition;
  const subject = subjectText(title, summary);
  const details = [...rendition.details, ...recordFacts(context)];
  const byKey = messageAttachmentsOf(rendition.files, context);
  const card = rendition.page({ context, byKey });
  return {
    id: messageIdOf(rendition.id, rendition.sender, context),
    ...threadOfRendition(rendition),
    from: mailboxOf(rendition.sender),
    ...mailboxesOf(rendition.recipients, []),
    subject,
    date: rendition.time,
    headers: headersOfRendition(rendition, context),
    text: plainText([...said, ...notes], details),
    html: wholePage({ title: subject, card, details }),
    attachments: [...byKey.values()],
  };
}
