const nothing = () => () => undefined;
/** A class, a function, a decorator, an object with methods: none of them does anything. */
const anything = () =>
  new Proxy(
    function unused() {
      return () => undefined;
    },
    {
      get: (of, name) => Reflect.get(of, name) ?? nothing,
    },
  );

module.exports = new Proxy({}, { get: (_of, name) => (name === '__esModule' ? true : anything()) });
