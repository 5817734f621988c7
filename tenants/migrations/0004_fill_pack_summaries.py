"""Every version adopted so far gets its summary, from the text of the pack itself."""

import tomllib

from django.db import migrations


SEARCHED = {"person", "premises"}
EXCLUDED = {"GROUNDS_MAINTENANCE", "REFUSE_COLLECTION"}


def summary_of(pack):
    suspended = pack.get("suspended", {})
    sharing = pack.get("sharing", {})
    searched = pack.get("search_modes", "both").casefold()
    at_address = pack.get("at_address_only", False)
    words = f"{suspended.get('reason')} Instead: {suspended.get('fallback')}"
    return {
        "has_register": pack.get("has_register", True),
        "sharing_ceiling": sharing.get("ceiling", "SUMMARY").upper(),
        "register_suspended": bool(suspended),
        "suspended_words": words if suspended else "",
        "search_modes": "premises"
        if at_address
        else searched
        if searched in SEARCHED
        else "both",
        "category_labels": pack.get("category_labels", {}),
        "panel_levels": {
            panel["name"]: panel.get("view_levels", pack.get("view_levels", {}))
            for panel in pack.get("panels", [])
        },
        "excluded_activities": sorted(EXCLUDED | set(sharing.get("exclusions", []))),
    }


def fill(apps, schema_editor):
    alias = schema_editor.connection.alias
    versions = apps.get_model("tenants", "PackVersion").objects.using(alias)
    summaries = apps.get_model("tenants", "PackSummary").objects.using(alias)
    summaries.bulk_create(
        summaries.model(
            organisation_id=version.organisation_id,
            number=version.number,
            counts_from=version.counts_from,
            **summary_of(tomllib.loads(version.toml)),
        )
        for version in versions.iterator()
    )


def empty(apps, schema_editor):
    alias = schema_editor.connection.alias
    apps.get_model("tenants", "PackSummary").objects.using(alias).all().delete()


class Migration(migrations.Migration):
    dependencies = [("tenants", "0003_pack_summaries")]

    operations = [migrations.RunPython(fill, empty)]
