#!/bin/sh
# Runs Valkey with the password that BROKER_URL in .env holds; `ping` asks it.
set -eu

rest="${BROKER_URL#*://*:}"
password="${rest%%@*}"
if [ "${1:-}" = ping ]; then
    REDISCLI_AUTH="$password" exec valkey-cli ping
fi
umask 077
printf 'requirepass %s\nappendonly yes\ndir /data\n' "$password" >/tmp/valkey.conf
exec valkey-server /tmp/valkey.conf
