/** No test is about time on the wall, and the machine may be busy: real processes behind real connections, or much to compute. */
jest.setTimeout(60_000);
