"""What of an entry's appeals goes when the entry is erased?"""

from django.db import connection

from documents.models import Document
from register.models import Appeal, AppealBundle, AppealMember, Entry
from register.permissions import take_hearing


# Written-once rows refuse the ORM on purpose, so erasure names the tables.
OF_APPEALS = (
    "DELETE FROM register_appealbundle WHERE appeal_id = ANY(%s)",
    "DELETE FROM register_appealcomment WHERE appeal_id = ANY(%s)",
)
OF_ENTRY = (
    "DELETE FROM register_subjectreply WHERE entry_id = %s",
    "DELETE FROM register_retest WHERE entry_id = %s",
)


def erase_appeals(entry: Entry) -> list[Document]:
    """Delete an entry's appeals with all that hangs on them, the person's replies and
    the re-tests. Gives back the papers' documents: their bytes and rows are the
    caller's to destroy. The entry's notices of appeals must be gone already."""
    appeals = list(Appeal.objects.filter(entry=entry))
    keys = [appeal.pk for appeal in appeals]
    bundles = AppealBundle.objects.filter(appeal__in=keys)
    papers = [
        document
        for bundle in bundles.select_related("document", "persons_copy")
        for document in (bundle.document, bundle.persons_copy)
    ]
    members = AppealMember.objects.filter(appeal__in=keys).select_related(
        "member", "appeal"
    )
    for member in members:
        take_hearing(member.member, member.appeal)
    with connection.cursor() as cursor:
        for statement in OF_APPEALS:
            cursor.execute(statement, [keys])
        for statement in OF_ENTRY:
            cursor.execute(statement, [entry.pk])
    members.delete()
    Appeal.objects.filter(pk__in=keys).delete()
    return papers
