/**
 * How the worker is started. It streams large files through many short-lived buffers, which V8 would else let heap up before it looks for
 * what is not needed any more (docs/performance.md).
 */
export const WORKER_NODE_ARGS = ['--max-semi-space-size=4'];
