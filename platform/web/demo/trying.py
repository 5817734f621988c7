"""What is worth trying in the demonstration, and as whom?"""

from collections.abc import Sequence
from dataclasses import dataclass

from web.demo.personas import DemoHost, Persona


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something to try. `people` are named in the order in which they act."""

    title: str
    how: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A thing to try with the people of it who are here to be signed in as."""

    thing: Thing
    people: tuple[tuple[DemoHost, Persona], ...]


def things_to_try(hosts: Sequence[DemoHost]) -> list[Offer]:
    """Return every thing, each with its people's own hosts."""
    here = {one.name: (host, one) for host in hosts for one in host.personas}
    return [
        Offer(
            thing=thing,
            people=tuple(here[name] for name in thing.people if name in here),
        )
        for thing in THINGS
    ]


THINGS = (
    Thing(
        title="Check before a visit",
        how=(
            "Tom Ashdown visits tenants at home: on a phone, look up 105 Chapel Street, "
            "ZX2 3JE. Leah Fosse's team never meets the public: look up the same."
        ),
        people=("Tom Ashdown", "Leah Fosse"),
    ),
    Thing(
        title="Report, countersign, decide",
        how=(
            "Priya Nandra reports an incident, Margaret Osei countersigns it as head of "
            "service, and Daniel Whitlock decides. Read the letter."
        ),
        people=("Priya Nandra", "Margaret Osei", "Daniel Whitlock"),
    ),
    Thing(
        title="Share with one partner",
        how=(
            "Helen Carrow opens an entry of Eastmere's, sees who would see it, and "
            "releases it to Harbour Homes. Carys Bevan checks there."
        ),
        people=("Helen Carrow", "Carys Bevan"),
    ),
    Thing(
        title="See a partner refused",
        how=(
            "Brightfix Repairs' insurance has lapsed, so Marek Zielinski's check says it "
            "cannot tell. Greenways Grounds cuts grass, so no agreement can be put in "
            "force: Helen Carrow reads why."
        ),
        people=("Marek Zielinski", "Helen Carrow"),
    ),
    Thing(
        title="Suspend an agreement",
        how=(
            "Wendy Aldous of the platform suspends an agreement; then Carys Bevan checks "
            "again. The platform can never see an entry."
        ),
        people=("Wendy Aldous", "Carys Bevan"),
    ),
    Thing(
        title="Sign the next version",
        how=(
            "Patricia Venn binds Harbour Homes: she reads in words what version 2 "
            "changes, and signs it. The version in force answers until its day."
        ),
        people=("Patricia Venn",),
    ),
    Thing(
        title="Take a warning back",
        how=(
            "Hartley Roofing comes as a guest and was shown two warnings that were taken "
            "back. Bill Hartley says what was done with them. Helen Carrow sees it."
        ),
        people=("Bill Hartley", "Helen Carrow"),
    ),
    Thing(
        title="Question a partner's work",
        how=(
            "Helen Carrow reads what partners say they do. Brightfix has not said how it "
            "checks gas: Dawn Ripley can answer."
        ),
        people=("Helen Carrow", "Dawn Ripley"),
    ),
    Thing(
        title="Share the other way, and open an extract once",
        how=(
            "Harbour Homes shares its own register with the council. Agnes Holt opens "
            "its agreement, then Extracts: the link opens once."
        ),
        people=("Agnes Holt",),
    ),
    Thing(
        title="Bring in an old register",
        how="Tessa Brough, Torley's health and safety adviser, imports a spreadsheet.",
        people=("Tessa Brough",),
    ),
)
