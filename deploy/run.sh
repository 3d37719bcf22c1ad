#!/bin/sh
# Builds the image and runs it, with podman or docker:
#
#   deploy/run.sh            then open http://localhost:8080/; Ctrl-C ends it, the links stay
#   deploy/run.sh FLAG…      the same with settings, such as --server.url https://sho.rt/
#
# TERSE_ENGINE names the program (podman, docker), TERSE_IMAGE the image, TERSE_PORT the port on this
# machine, TERSE_VOLUME the volume or directory that keeps the links.
set -eu
cd "$(dirname "$0")/.."

engine=${TERSE_ENGINE:-}
for candidate in podman docker; do
  [ -n "$engine" ] || ! command -v "$candidate" >/dev/null || engine=$candidate
done
if [ -z "$engine" ]; then
  echo "deploy/run.sh: found neither podman nor docker: install one, or run ./terse serve" >&2
  exit 1
fi

image=${TERSE_IMAGE:-terse}
# Health checks are no part of the format that podman builds unless told otherwise.
set -- serve "$@"
case $engine in
  *podman*) "$engine" build --format docker -t "$image" . ;;
  *) "$engine" build -t "$image" -f Containerfile . ;;
esac

screen=
[ -t 0 ] && [ -t 1 ] && screen=--tty
# shellcheck disable=SC2086  # empty means none
exec "$engine" run --rm --interactive $screen --init=false --name "${TERSE_NAME:-terse}" \
  --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges --stop-timeout 20 \
  --publish "127.0.0.1:${TERSE_PORT:-8080}:8080" --volume "${TERSE_VOLUME:-terse}:/data" \
  "$image" "$@"
