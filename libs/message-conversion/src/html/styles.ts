import { html } from './html';

/**
 * Mail programs keep inline styles only, and not all of those: nothing here is needed to read a message. Colours are a light page's,
 * dark text on white, each pair with a contrast of 4.5 or more; long words break.
 */
const FONT = 'font-family:Segoe UI,-apple-system,Roboto,Helvetica,Arial,sans-serif';
const BREAK = 'overflow-wrap:anywhere;word-break:break-word';
const GREY = 'color:#536471';

/** Escaped once, not in each message anew. */
const style = html;

export const STYLES = {
  body: style`margin:0;padding:16px;background:#ffffff;color:#0f1419;${FONT};font-size:15px;line-height:1.4`,
  page: style`max-width:600px;margin:0 auto`,
  heading: style`margin:0 0 12px;font-size:13px;font-weight:normal;${GREY};${BREAK}`,
  card: style`border:1px solid #cfd9de;border-radius:12px;padding:12px 16px;margin:0 0 12px;${BREAK}`,
  inner: style`border:1px solid #cfd9de;border-radius:12px;padding:8px 12px;margin:12px 0 0;${BREAK}`,
  context: style`border-left:3px solid #cfd9de;padding:0 0 0 12px;margin:0 0 12px;${BREAK}`,
  missing: style`border:1px dashed #536471;border-radius:12px;padding:8px 12px;margin:12px 0 0;${GREY};${BREAK}`,
  gone: style`border:1px dashed #536471;border-radius:12px;padding:12px 16px;margin:0 0 12px;${BREAK}`,
  notice: style`border-left:3px solid #a4262c;background:#fdf3f4;padding:8px 12px;margin:0 0 12px;${BREAK}`,
  note: style`margin:0 0 8px;font-size:13px;${GREY};${BREAK}`,
  avatar: style`display:inline-block;width:40px;height:40px;border-radius:20px;background:#0b5cad;color:#ffffff;text-align:center;line-height:40px;font-weight:bold;font-size:18px`,
  avatarCell: style`width:52px;vertical-align:top;padding:0`,
  nameCell: style`vertical-align:top;padding:0;${BREAK}`,
  layout: style`width:100%;border-collapse:collapse;table-layout:fixed`,
  handle: GREY,
  text: style`margin:8px 0 0;font-size:17px;unicode-bidi:plaintext;${BREAK}`,
  articleTitle: style`margin:12px 0 0;font-size:20px;unicode-bidi:plaintext`,
  link: style`color:#0b5cad`,
  tag: style`color:#0b5cad`,
  figure: style`margin:12px 0 0`,
  picture: style`display:block;max-width:100%;height:auto;border-radius:12px`,
  caption: style`margin:4px 0 0;font-size:13px;${GREY};unicode-bidi:plaintext`,
  poll: style`width:100%;border-collapse:collapse;table-layout:fixed;margin:12px 0 0`,
  pollRow: style`padding:4px 0;font-weight:normal;text-align:start;unicode-bidi:plaintext;${BREAK}`,
  pollVotes: style`width:110px;padding:4px 0;text-align:right;vertical-align:bottom;${GREY}`,
  track: style`background:#e7ecef;border-radius:4px;height:8px;margin:2px 0 0`,
  bar: style`background:#0b5cad;border-radius:4px;height:8px`,
  facts: style`width:100%;border-collapse:collapse;table-layout:fixed;font-size:13px`,
  changes: style`width:100%;border-collapse:collapse;table-layout:fixed;font-size:13px;margin:0 0 12px`,
  factLabel: style`width:36%;padding:3px 8px 3px 0;text-align:left;vertical-align:top;font-weight:normal;${GREY};${BREAK}`,
  factHead: style`padding:3px 0;text-align:left;vertical-align:top;font-weight:normal;${GREY};${BREAK}`,
  factValue: style`padding:3px 0;vertical-align:top;${BREAK}`,
};
