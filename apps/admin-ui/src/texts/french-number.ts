/** Is a formatted count singular in French? There, none is too. */
export const single = (count: string): boolean => count === '0' || count === '1';
