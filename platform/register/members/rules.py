"""May this member ask, and may this officer answer, under the pack?"""

from collections.abc import Iterator

from register.models import MemberRequest
from register.permissions import Standing
from tenants.codes import Permission, Role
from tenants.packs import Pack
from tenants.packs.choices import MemberAccess


MODELS = {
    MemberAccess.NONE: "Elected members are told nothing from this register.",
    MemberAccess.PROXY: "Ask here: a nominated officer looks for you.",
    MemberAccess.ON_REQUEST: "Ask here: each request is decided by itself.",
    MemberAccess.SAME_RULE: "You check for yourself, by the same rule as staff.",
    MemberAccess.ALL: "You check for yourself.",
}


def against_asking(who: Standing, pack: Pack) -> Iterator[str]:
    """An elected member, under a model where members ask."""
    if Permission.ASK_AS_MEMBER not in who.permissions:
        yield "Only an elected member asks here."
    elif pack.suspended is not None:
        yield f"The register is suspended. {pack.suspended.reason} Instead: " + (
            pack.suspended.fallback
        )
    elif not pack.members_ask:
        yield MODELS[pack.member_access]


def answering_roles(pack: Pack) -> frozenset[Role]:
    """On request, whoever decides; by proxy, the nominated officer as well."""
    if pack.member_access is MemberAccess.ON_REQUEST:
        return pack.deciding_roles
    return pack.deciding_roles | {Role.COVER_OFFICER}


def against_answering(who: Standing, asked: MemberRequest, pack: Pack) -> Iterator[str]:
    """Whoever the model names, and never the member."""
    roles = answering_roles(pack)
    if not who.roles & roles:
        named = ", ".join(sorted(role.label.lower() for role in roles))
        yield f"Members are answered by: {named}."
    if asked.member_id == who.user.pk:
        yield "Somebody else answers what you asked."
