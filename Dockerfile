# Three images: `connector` and `worker`, which are what `npm run package` packs, and `sandbox`, the stand-ins for X and Microsoft.
#   docker build --target connector --tag twitter-archive-connector .
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm run package -- --folder /product

FROM ${NODE_IMAGE} AS product
ENV NODE_ENV=production
# What comes to a container's published port does not come from its loopback.
ENV CONNECTOR_HOST=0.0.0.0
WORKDIR /app
COPY --from=build /product ./
USER node

FROM product AS connector
ENV CONNECTOR_PORT=8080
EXPOSE 8080
HEALTHCHECK --interval=10s --start-period=60s --timeout=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.CONNECTOR_PORT}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/apps/connector/src/main.js"]

FROM product AS worker
ENV WORKER_PORT=8081
EXPOSE 8081
HEALTHCHECK --interval=10s --start-period=60s --timeout=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.WORKER_PORT}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "--max-semi-space-size=4", "--heap-growing-percent=30", "dist/apps/worker/src/main.js"]

FROM ${NODE_IMAGE} AS sandbox
WORKDIR /app
COPY --from=build /source/node_modules ./node_modules
COPY --from=build /source/package.json ./
COPY --from=build /source/dist ./dist
COPY --from=build /source/apps/sandbox ./apps/sandbox
RUN mkdir /local && chown node:node /local
USER node
EXPOSE 8443
HEALTHCHECK --interval=5s --start-period=60s --timeout=10s \
  CMD ["node", "-e", "require('node:net').connect(8443, '127.0.0.1').on('connect', () => process.exit(0)).on('error', () => process.exit(1))"]
CMD ["node", "dist/apps/sandbox/src/main.js", "--host", "0.0.0.0", "--data-dir", "/local/sandbox", "--connector-url", "http://localhost:8080"]
