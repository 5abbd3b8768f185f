#!/usr/bin/env bash
# Writes a dump of the database: docker/backup.sh [FILE]. Runs beside the program; the dump is one moment, consistent.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
file=$(cd "${OLDPWD}" && realpath -m -- "${1:-commonshelf-$(date +%Y-%m-%d-%H%M%S).dump}")

umask 077
trap 'rm -f -- "$file.part"' EXIT
docker compose exec -T postgres pg_dump -U commonshelf -d commonshelf -Fc --no-owner >"$file.part"
# A dump whose table of contents cannot be read is no backup.
docker compose exec -T postgres pg_restore --list <"$file.part" >/dev/null
mv -- "$file.part" "$file"
echo "Backup written to $file ($(du -h -- "$file" | cut -f1))."
