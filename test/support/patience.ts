/** Real processes behind real connections, on a machine that may be busy. */
jest.setTimeout(30_000);
