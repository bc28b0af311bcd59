/** Who may send e-mail to the sandbox; the password is in `credentials.json`. */
export const SMTP_USER = 'journal';
