import { type BrowserContext, type Locator, type Page } from 'playwright-core';

import { until } from './until';

const FOCUSED =
  '(document.activeElement.getAttribute("aria-label") ?? document.activeElement.innerText ?? "").trim()';

/** Who can sign in, and what he sees first. */
const FIRST_PAGES = {
  'Ada Admin': 'Home',
  'Eve Examiner': 'Home',
  'Ned Norole': 'You have no role here',
} as const;

/** The admin pages as a person sees them. */
export class AdminPages {
  /** What the browser complains about: scripts that fail, rules of the content security policy that are broken. */
  readonly complaints: string[] = [];
  /** Every address it asked for. */
  readonly addresses: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly url: string,
  ) {}

  static async open(context: BrowserContext, url: string): Promise<AdminPages> {
    const page = await context.newPage();
    await page.setViewportSize({ width: 1040, height: 720 });
    const pages = new AdminPages(page, url);
    page.on('console', (message) => {
      const text = message.text();
      if (/Content.Security.Policy|Uncaught/i.test(text)) pages.complaints.push(text);
    });
    page.on('pageerror', (error) => pages.complaints.push(String(error)));
    page.on('request', (request) => pages.addresses.push(request.url()));
    return pages;
  }

  /** Opens an address below /admin and waits for the heading of its page. */
  async visit(path: string, heading: string | RegExp): Promise<void> {
    await this.page.goto(`${this.url}/admin${path}`);
    await this.heading(heading);
  }

  async heading(name: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
    await this.page.getByText('Loading …').first().waitFor({ state: 'detached' });
  }

  /** Goes to a page by its link beside all pages. */
  async go(name: string): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name }).click();
    await this.heading(name);
  }

  /** By Entra ID, where the person is picked from a list. */
  async signIn(person: keyof typeof FIRST_PAGES): Promise<void> {
    await this.visit('/', 'Sign in');
    await this.page.getByRole('link', { name: 'Sign in with Microsoft' }).click();
    await this.page.getByRole('link', { name: person }).click();
    await this.heading(FIRST_PAGES[person]);
  }

  async signOut(): Promise<void> {
    await this.button('Sign out').click();
    await this.heading('Sign in');
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  alert(): Locator {
    return this.page.getByRole('alert');
  }

  rows(table: string): Locator {
    return this.page.getByRole('table', { name: table }).getByRole('row');
  }

  /** Presses Tab until something with this name has the focus. */
  async tabTo(name: string): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      await this.page.keyboard.press('Tab');
      if ((await this.focused()) === name) return;
    }
    throw new Error(`Tab does not come to "${name}".`);
  }

  /** Resolves once something with this name has the focus; it comes back from a dialog a moment after that has gone. */
  async untilFocused(name: string): Promise<void> {
    await until(async () => (await this.focused()) === name);
  }

  /** Name of what has the focus. */
  focused(): Promise<string> {
    return this.page.evaluate(FOCUSED);
  }

  /** By how many pixels the page is wider than its window. */
  overhang(): Promise<number> {
    return this.page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  }
}
