"""On whose authority does a rule refuse?

A closed list. These are the product's reading of law and policy; a lawyer settles
them, and the pages that rest on them say so.
"""

from enum import StrEnum


class Authority(StrEnum):
    """Where a rule comes from, as a reader of the policy would cite it."""

    LAWFULNESS = "UK GDPR Art. 5(1)(a): lawfully, fairly and transparently"
    PURPOSE_LIMITATION = "UK GDPR Art. 5(1)(b): for the purposes agreed"
    MINIMISATION = "UK GDPR Art. 5(1)(c): no more than is necessary"
    ACCURACY = "UK GDPR Art. 5(1)(d): accurate and kept up to date"
    STORAGE_LIMITATION = "UK GDPR Art. 5(1)(e): for no longer than is necessary"
    SECURITY = "UK GDPR Art. 5(1)(f): with appropriate security"
    ACCOUNTABILITY = "UK GDPR Art. 5(2): able to demonstrate it"
    RESTRICTION = "UK GDPR Art. 18: restriction of processing"
    NEED_TO_KNOW = "Clift v Slough Borough Council [2010] EWCA Civ 1484"
    POLICY_AGREEMENT = "The council's policy: only under a signed sharing agreement"
    POLICY_INDEMNITY = "The council's policy: only with an indemnity from the partner"
    POLICY_CONTACT = (
        "The council's policy: only to those who enter properties or are in close "
        "contact, and not to grounds maintenance or refuse collection"
    )
    POLICY_DIRECTOR = "The council's policy: released by the authorised officer"
    THIRD_PARTY_MATERIAL = (
        "Conditions of police intelligence and MARAC: such material is not passed on"
    )
