"""What does one organisation's policy say, key by key?"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tenants.codes import (
    Activity,
    Category,
    Follows,
    Level,
    Permission,
    Precaution,
    Role,
    SubjectKind,
)
from tenants.packs.choices import (
    IndexVisible,
    LetterBy,
    MemberAccess,
    Presence,
    PushMode,
    SearchMode,
    TermFrom,
    Transport,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provisional:
    """May an entry answer for some hours before it is decided?"""

    allowed: bool
    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderAge:
    """Below this age (years) the term is multiplied by the factor."""

    age: int
    factor: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessGate:
    """What somebody must have before they may look: a form, approved by a role."""

    form: str
    role: Role | None
    review_months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """The organisation's own words, beside the blocks no pack can remove."""

    by: LetterBy
    signed_by: str
    return_address: tuple[str, ...]
    opening: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTold:
    """Who may decide not to tell the subject, and when that is tested again."""

    role: Role
    retest_weeks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """Who hears an appeal, and how many days each step may take."""

    panel: str
    days: int
    acknowledge_days: int
    hearing_days: int
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    mode: PushMode
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalSources:
    """May an entry rest on what others say, and must it be corroborated?"""

    allowed: bool
    corroboration: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingRules:
    """The most that may leave, and the activities that never receive anything."""

    ceiling: Level
    exclusions: frozenset[Activity]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspended:
    """A register out of use: why, and what staff do instead."""

    reason: str
    fallback: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """What the legal lint asks an unusual pack to explain."""

    proportionality: str
    retention: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One organisation's policy. Months by category always hold every category."""

    has_register: bool
    register_name: str
    panels: tuple["Panel", ...]
    subject_kinds: frozenset[SubjectKind]
    fields: Mapping[str, Presence]
    one_of_fields: tuple[tuple[str, ...], ...]
    narrative_max: int
    categories: tuple[Category, ...]
    category_labels: Mapping[Category, str]
    precautions: tuple[Precaution, ...]
    thresholds: tuple[str, ...]
    compulsory: tuple[str, ...]
    discretionary: tuple[str, ...]
    monitor_outcome: bool
    report_chain: tuple[Role, ...]
    countersign_role: Role | None
    decider_role: Role
    decider_consults: tuple[Role, ...]
    evidence_required: bool
    risk_rating: tuple[str, ...]
    provisional: Provisional
    review_months: Mapping[Category, int]
    sweep_months: int
    retention_months: Mapping[Category, int]
    term_from: TermFrom
    under_age: UnderAge | None
    order_end_required: bool
    view_levels: Mapping[Role, Level]
    everyone_sees: Level | None
    team_limits: Mapping[str, Level]
    search_modes: frozenset[SearchMode]
    index_visible: IndexVisible
    at_address_only: bool
    member_access: MemberAccess
    ward_notice: bool
    access_gate: AccessGate | None
    access_limit: int
    letters: Letters
    notify_days: int
    not_told: NotTold | None
    appeal: Appeal
    push: Push
    external_sources: ExternalSources
    sharing: SharingRules
    transport: Transport
    training_months: int
    follows: Follows
    suspended: Suspended | None
    lawful_basis: tuple[str, ...]
    contact_basis: tuple[str, ...]
    copies_to: tuple[str, ...]
    statements: Statements

    def label_of(self, category: Category) -> str:
        """The organisation's own words for a category, or the shared ones."""
        return self.category_labels.get(category, category.label)

    def level_of(self, role: Role) -> Level:
        """The most a role may see. A role the pack does not name: what all staff may,
        and where that is not said, seek advice."""
        least = self.everyone_sees or Level.SEEK_ADVICE
        return Level.maximum((self.view_levels.get(role, least), least))

    def basis_of(self, category: Category) -> tuple[str, ...]:
        """On what in law an entry of this kind rests: a contact route is no warning of
        danger, so what allows those need not allow it."""
        own = self.contact_basis if category is Category.CONTACT else ()
        return own or self.lawful_basis

    def may_look(self, role: Role) -> bool:
        """Whether the role checks under this pack; a member where members look."""
        if role is Role.ELECTED_MEMBER:
            return self.members_look
        return Permission.CHECK in role.permissions

    @property
    def looking_roles(self) -> frozenset[Role]:
        return frozenset(role for role in Role if self.may_look(role))

    @property
    def seeing_roles(self) -> frozenset[Role]:
        """The roles it names, and where all staff may see, every role that looks."""
        everyone = self.looking_roles if self.everyone_sees else frozenset()
        return everyone.union(self.view_levels)

    @property
    def members_look(self) -> bool:
        """Whether elected members look for themselves, by the same rule or all alike."""
        return self.member_access in {MemberAccess.SAME_RULE, MemberAccess.ALL}

    @property
    def members_ask(self) -> bool:
        """Whether an officer looks for them, or decides each time what they are told."""
        return self.member_access in {MemberAccess.PROXY, MemberAccess.ON_REQUEST}

    @property
    def deciding_roles(self) -> frozenset[Role]:
        """Every role that decides, for the register or for one of its panels."""
        return frozenset(rules.decider_role for rules in self._each())

    @property
    def countersigning_roles(self) -> frozenset[Role]:
        """Every role that countersigns, for the register or for one of its panels."""
        return frozenset(filter(None, (each.countersign_role for each in self._each())))

    def _each(self) -> tuple["Pack", ...]:
        return (self, *(panel.rules for panel in self.panels))

    def presence_of(self, field: str) -> Presence:
        return self.fields.get(field, Presence.OPTIONAL)

    def may_hold(self, field: str) -> bool:
        """Whether this register may hold and show the field at all."""
        return self.presence_of(field) is not Presence.FORBIDDEN

    def for_panel(self, name: str) -> "Pack":
        """The rules of one panel; without a name, the register's own."""
        return next((p.rules for p in self.panels if p.name == name), self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One of several panels of a register, with its own rules where they differ."""

    name: str
    rules: Pack
