/**
 * How the worker is started (docs/performance.md). It streams large files through many short-lived buffers, which V8 would else let
 * heap up before it looks for what is not needed any more; and it would let the heap grow to several times of what is in use.
 */
export const WORKER_NODE_ARGS = ['--max-semi-space-size=4', '--heap-growing-percent=30'];
