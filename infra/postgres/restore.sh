#!/bin/sh
# Lays out a data folder that PostgreSQL brings to a chosen moment when it is started.
set -eu
usage() {
  cat <<'HELP'
usage: restore.sh BACKUP DATA ARCHIVE [TIME]

BACKUP   a folder made by backup.sh
DATA     the new data folder; must not exist yet
ARCHIVE  the folder of archived WAL segments
TIME     restore to this moment, e.g. '2026-11-22 09:30:00+08'; without it to the last archived change

Start PostgreSQL on DATA afterwards, as its owner; it replays the archive and then opens for writing.
HELP
}
if [ "${1:-}" = --help ]; then usage; exit 0; fi
if [ $# -lt 3 ]; then usage >&2; exit 2; fi
backup=$1 data=$2 archive=$3 moment=${4:-}
for name in "$archive" "$moment"; do
  case $name in *\'*) echo "restore.sh: a quote is not possible in: $name" >&2; exit 2 ;; esac
done
[ ! -e "$data" ] || { echo "restore.sh: $data exists; name a new folder, and keep the old one until all is well" >&2; exit 2; }
pg_verifybackup --quiet "$backup/base"
umask 077
cp -a "$backup/base" "$data.unfinished"
{
  echo "restore_command = 'cp \"$archive/%f\" \"%p\"'"
  echo "recovery_target_timeline = 'latest'"
  [ -z "$moment" ] || printf "recovery_target_time = '%s'\nrecovery_target_action = 'promote'\n" "$moment"
  # The restored server starts a history of its own; it must not write into the old one's archive by accident.
  echo "archive_command = 'false'"
} >>"$data.unfinished/postgresql.auto.conf"
touch "$data.unfinished/recovery.signal"
mv "$data.unfinished" "$data"
echo "start PostgreSQL on $data; then set archive_command again to a new, empty archive, and take a backup"
