/** Is it a day there is, as `yyyy-mm-dd`? `Date` takes 30 February for a day of March. */
export function isCalendarDay(text: string): boolean {
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 10) === text;
}
