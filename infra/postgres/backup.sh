#!/bin/sh
# A checked base backup of the whole server, and of the files that people handed in.
set -eu
if [ $# -lt 1 ] || [ "$1" = --help ]; then
  cat <<'HELP'
usage: backup.sh FOLDER [DATABASE_URL [FILES]]

Writes FOLDER/<time>/base, checks it with pg_verifybackup and, if FILES (the folder `files` of MANDATE_DATA_DIR) is
given, copies that beside it. DATABASE_URL must belong to a role with REPLICATION; without it libpq's PG* variables
count. Prints the folder that it made. Older backups stay; remove them when two newer ones have been restored once.
HELP
  [ $# -ge 1 ] && exit 0 || exit 2
fi
umask 077
made=$1/$(date -u +%Y%m%dT%H%M%SZ)
mkdir -p "$1"
mkdir "$made.unfinished"
# The database first: a file without a row harms nobody, a row without its file does.
pg_basebackup ${2:+--dbname="$2"} --pgdata="$made.unfinished/base" --checkpoint=fast --wal-method=stream --no-password
pg_verifybackup --quiet "$made.unfinished/base"
if [ -n "${3:-}" ]; then cp -a "$3" "$made.unfinished/files"; fi
mv "$made.unfinished" "$made"
echo "$made"
