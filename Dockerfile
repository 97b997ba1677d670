# Baton as an ordinary user, without development tools. TypeScript runs as it is: there is no build step.
FROM node:24-slim

USER node
RUN mkdir -p /home/node/baton/.baton
WORKDIR /home/node/baton

# Dependencies first: they change less often than the code. (npm install, not npm ci: see docs/adr.)
COPY --chown=node:node package.json package-lock.json ./
RUN npm install --omit=dev --no-audit --no-fund && npm cache clean --force

COPY --chown=node:node LICENSE ./
COPY --chown=node:node migrations migrations
COPY --chown=node:node library library
COPY --chown=node:node db db
COPY --chown=node:node commands commands
COPY --chown=node:node adapters adapters
COPY --chown=node:node src src

# Others reach a container only on all its addresses, so WEB_USERS must be set. The embedded database, used
# while DATABASE_URL is unset, lives in the volume.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/home/node/baton/.baton
VOLUME /home/node/baton/.baton
EXPOSE 3000 3001

HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]

CMD ["node", "--max-semi-space-size=8", "src/main.ts"]
