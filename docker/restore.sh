#!/usr/bin/env bash
# Replaces the database by a dump that backup.sh wrote: docker/restore.sh FILE. Stops the program while it works.
# The dump is loaded beside the old database first; only when it is complete do the two change places.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
[ $# -eq 1 ] || { echo 'Usage: docker/restore.sh FILE' >&2; exit 2; }
file=$(cd "${OLDPWD}" && realpath -e -- "$1")

sql() {
  docker compose exec -T -e PGOPTIONS='-c client_min_messages=warning' postgres psql -v ON_ERROR_STOP=1 -qU commonshelf -d postgres -c "$1"
}

sql 'DROP DATABASE IF EXISTS commonshelf_restored WITH (FORCE)'
sql 'CREATE DATABASE commonshelf_restored TEMPLATE template0'
docker compose exec -T postgres pg_restore -U commonshelf -d commonshelf_restored --no-owner --exit-on-error <"$file"

old="commonshelf_before_$(date +%Y%m%d%H%M%S)"
docker compose stop api
trap 'docker compose start api' EXIT
sql "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 'commonshelf'" >/dev/null
# One statement list is one transaction: both get their new names or neither does.
sql "ALTER DATABASE commonshelf RENAME TO $old; ALTER DATABASE commonshelf_restored RENAME TO commonshelf"
echo "Restored. The database as it was before is kept as $old; remove it with:"
echo "  docker compose exec postgres dropdb -U commonshelf $old"
