"""How is each step of an agreement put to whoever takes it?"""

from dataclasses import dataclass

from sharing.states import Step
from sharing.texts.indemnity import FINES_NOTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """`heading` asks, `button` acts, `done` says so; `before` is read first."""

    heading: str
    button: str
    done: str
    before: str = ""
    warning: bool = False
    stops: bool = False


WORDING: dict[Step, Wording] = {
    Step.DRAFT: Wording(
        heading="Draft an agreement",
        button="Save the draft",
        done="The draft is saved. Offer it when it is right.",
    ),
    Step.OFFER: Wording(
        heading="Sign and offer this agreement",
        button="Sign and offer",
        done="The agreement was offered. The other side signs next.",
        before="The other organisation sees these terms as soon as you offer them.",
    ),
    Step.ACCEPT: Wording(
        heading="Sign this agreement",
        button="Sign",
        done="You signed the agreement. The indemnity comes next.",
        before="Read the terms first. You sign for your organisation.",
    ),
    Step.INDEMNIFY: Wording(
        heading="Give the indemnity",
        button="Give the indemnity",
        done="The indemnity is given. The council puts the agreement in force.",
        before=(
            "Your organisation makes good what misuse of these warnings costs the "
            "council. No answer is given once your insurance cover has ended. "
            f"{FINES_NOTE}"
        ),
    ),
    Step.ATTEST: Wording(
        heading="Attest an activity",
        button="Attest",
        done="The activity is attested. The sharing officer approves it.",
        before=(
            "Warnings are shared only for work that enters premises or is in close "
            "contact. Grounds maintenance and refuse collection are always refused."
        ),
    ),
    Step.FILE_SIGNED: Wording(
        heading="File the signed agreement",
        button="File it",
        done="The signed paper is filed. Both sides hold it.",
        before="Its fingerprint is kept with it, so that nobody can change it unseen.",
    ),
    Step.RENEW_COVER: Wording(
        heading="Renew the insurance cover",
        button="Renew the cover",
        done="The cover is renewed. What you undertook stays as it was signed.",
        before=(
            "The new insurance stands behind the same indemnity. Answers that a lapse "
            "stopped come back with it."
        ),
    ),
    Step.ARRANGE: Wording(
        heading="Put the new version in force on its first day",
        button="Arrange it",
        done="It is arranged. The version in force answers until then.",
        before=(
            "Everything is looked at again on that day. If something is missing then, "
            "the old version stands and you are told."
        ),
        stops=True,
    ),
    Step.PUT_IN_FORCE: Wording(
        heading="Put this agreement in force",
        button="Put in force",
        done="The agreement is in force. Nothing is shared until you release it.",
        before="From then on entries can be released under it, one by one.",
        stops=True,
    ),
    Step.SUSPEND: Wording(
        heading="Suspend this agreement now",
        button="Suspend now",
        done="The agreement is suspended. The next check already answers nothing.",
        before="Their checks stop at once and say that they cannot tell.",
        warning=True,
        stops=True,
    ),
    Step.CLEAR_SUSPENSION: Wording(
        heading="Clear the suspension",
        button="Clear it",
        done="You cleared the suspension. The sharing officer may lift it now.",
        before="Say what has been put right. Only whoever suspended can clear it.",
    ),
    Step.LIFT_SUSPENSION: Wording(
        heading="Lift the suspension",
        button="Lift it",
        done="The agreement is in force again.",
        before="Their checks answer again at once.",
        stops=True,
    ),
    Step.TERMINATE: Wording(
        heading="End this agreement",
        button="End it for good",
        done="The agreement has ended.",
        before="Everything released under it is recalled. This cannot be undone.",
        warning=True,
        stops=True,
    ),
    Step.REFUSE: Wording(
        heading="Refuse this agreement",
        button="Refuse it",
        done="The agreement was refused.",
        before=(
            "What was offered ends here; both sides read why. A version that is in "
            "force stays in force."
        ),
        warning=True,
    ),
    Step.WITHDRAW: Wording(
        heading="Withdraw this agreement",
        button="Withdraw it",
        done="The agreement was withdrawn.",
        before=(
            "What you drafted or offered ends here; both sides read why. A version "
            "that is in force stays in force."
        ),
        warning=True,
    ),
}
