#!/usr/bin/env bash
# Base images for machines that reach no image registry, only Debian's packages and npm's (docs/docker.md):
#   scripts/docker/base-images.sh FOLDER      makes node:24-bookworm-slim and azurite, then:
#   AZURITE_IMAGE=azurite docker compose up --build
# Needs root, a running Docker engine, debootstrap, and `npm ci` done in this folder: Node and Azurite come from node_modules.
set -euo pipefail
root="$(realpath "${1:?Name a folder to work in.}")/rootfs"
cd "$(dirname "$0")/../.."

[ -e "$root/etc/debian_version" ] || debootstrap --variant=minbase --include=ca-certificates bookworm "$root" http://deb.debian.org/debian
install -m 755 node_modules/node/bin/node "$root/usr/local/bin/node"
mkdir -p "$root/usr/local/lib/node_modules"
cp -a "$(dirname "$(dirname "$(realpath "$(command -v npm)")")")" "$root/usr/local/lib/node_modules/"
ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
ln -sf ../lib/node_modules/npm/bin/npx-cli.js "$root/usr/local/bin/npx"
# Where a proxy answers for the registry, npm in the images has to know its authority as npm does here.
authorities="$(npm config get cafile)"
if [ "$authorities" != null ]; then
  install -D -m 644 "$authorities" "$root/etc/ssl/certs/ca-certificates.crt"
  mkdir -p "$root/usr/local/etc"
  echo 'cafile=/etc/ssl/certs/ca-certificates.crt' >"$root/usr/local/etc/npmrc"
fi
chroot "$root" id node >/dev/null 2>&1 || chroot "$root" useradd --uid 1000 --create-home node
tar --directory "$root" --create . | docker import --change 'CMD ["node"]' - node:24-bookworm-slim

version="$(node -p 'require("./node_modules/azurite/package.json").version')"
docker build --network host --tag azurite - <<DOCKERFILE
FROM node:24-bookworm-slim
RUN npm install --global azurite@$version
DOCKERFILE
