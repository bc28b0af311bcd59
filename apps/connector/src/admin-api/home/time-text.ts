/** A day as texts for admins have it, in UTC. */
export function day(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** A time as texts for admins have it. */
export function minute(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
