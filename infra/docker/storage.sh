#!/bin/sh
# Runs SeaweedFS with the keys in .env: every request must be signed with them.
set -eu

umask 077
cat >/tmp/keys.json <<KEYS
{"identities": [{"name": "heed",
  "credentials": [{"accessKey": "$S3_ACCESS_KEY_ID", "secretKey": "$S3_SECRET_ACCESS_KEY"}],
  "actions": ["Admin", "Read", "Write", "List", "Tagging"]}]}
KEYS
exec weed server -dir=/data -master.telemetry=false -filer -filer.disableHttp \
    -s3 -s3.port=8333 -s3.config=/tmp/keys.json -s3.iam=false -s3.autoCreateBucket=false \
    -volume.max=200 -master.volumeSizeLimitMB=1024
