"""What does a report ask of harm, weapons, animals and vehicles?"""

from web.reports.asking import Topic, text


class HarmForm(Topic):
    title = "Harm, weapons, animals and vehicles"

    harm = text("Was anybody hurt, and how?", rows=2, longest=1000)
    weapons = text("Was a weapon used or shown?", rows=2, longest=500)
    animals = text("Was an animal involved?", rows=2, longest=500)
    animals_there = text(
        "Which animals are at the address or with the person?",
        rows=2,
        hint="One a line: what it is, then anything to know. For example: "
        "dog large, loose in the yard",
        longest=1000,
    )
    vehicles = text(
        "Which vehicles does the person use?",
        rows=2,
        hint="One a line: the registration without spaces, then what it is",
        longest=1000,
    )
    witnesses = text("Who else was there?", rows=2, longest=500)
    victim = text("Who was it done to?", hint="A role is enough", longest=200)
    victim_relation = text("What had they to do with the person?", longest=200)
