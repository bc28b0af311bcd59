/** The version of this product, as `package.json` has it. */
export const RELEASE = '0.1.0';
