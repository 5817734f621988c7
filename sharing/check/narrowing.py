"""When an answer is opened again, what of it may still be told?

Decided anew, and never more than was told before: nothing is added, no level rises,
and an answer that can no longer be stood by becomes CANNOT_TELL.
"""

from collections.abc import Mapping
from dataclasses import replace

from sharing.check.answer import Answer
from sharing.check.judging import Judged, Verdict
from tenants.codes import Level


LESS = "Some of what was shown before may no longer be shown. Check again."
NO_LONGER = "What was answered before can no longer be relied on. Check again."


def narrow(verdict: Verdict, *, answered: Answer, shown: Mapping[str, str]) -> Verdict:
    """Today's verdict, cut down to what this check told when it was made."""
    kept = tuple(
        (_no_higher(item, Level(shown[item.candidate["id"]])), match)
        for item, match in verdict.shown
        if item.candidate["id"] in shown
    )
    same = answered == verdict.answer and len(kept) == len(shown)
    if kept:
        why = verdict.why if same else LESS
        return replace(verdict, answer=Answer.HIT, why=why, shown=kept)
    if same:
        return replace(verdict, shown=())
    return replace(verdict, answer=Answer.CANNOT_TELL, why=NO_LONGER, shown=())


def _no_higher(item: Judged, level: Level) -> Judged:
    held = item.decision.level or Level.SEEK_ADVICE
    lower = Level.minimum(held, level)
    return replace(item, decision=replace(item.decision, level=lower))
