# The hub alone. With DATABASE_URL and REDIS_URL it uses what they name, without them its own PostgreSQL under /data.
FROM node:24-bookworm-slim AS build
WORKDIR /hemgang
COPY package.json package-lock.json ./
COPY launcher launcher
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    HEMGANG_DATA_DIR=/data \
    HEMGANG_HOST=0.0.0.0
WORKDIR /hemgang
COPY --from=build /hemgang/package.json ./
COPY --from=build /hemgang/node_modules node_modules
COPY --from=build /hemgang/dist dist
COPY --from=build /hemgang/config config
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080 2575
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.HEMGANG_HTTP_PORT || 8080) + '/health/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Names of single apps can follow: intake, inbox, deadlines, courier, console.
ENTRYPOINT ["node", "--max-semi-space-size=8", "--max-old-space-size=1024", "--enable-source-maps", "dist/apps/hub/src/main.js"]
