"""Another process of the product: it checks when it is told to, and says what it saw.

Started by a test with `python -m tests.sharing.proof.beside <organisation> <digest>`.
Each line it reads is the UPRN of one more check; each line it writes is what was
answered, how many markers were shown, and how long it took in milliseconds.
"""

import os
import sys
import time

import django


def main() -> None:
    organisation_id, digest = sys.argv[1], bytes.fromhex(sys.argv[2])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()

    from tenants.models import Organisation  # noqa: PLC0415 - Django is set up above
    from tests.sharing.worlds import ask  # noqa: PLC0415

    organisation = Organisation.objects.get(pk=organisation_id)
    for line in sys.stdin:
        started = time.perf_counter()
        answer = ask(organisation, digest, uprn=line.strip())
        took = (time.perf_counter() - started) * 1000
        print(f"{answer.answer} {len(answer.markers)} {took:.1f}", flush=True)


if __name__ == "__main__":
    main()
