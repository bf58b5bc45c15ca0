"""The slug of each claim of the certificate, with a paragraph of help. No solver is needed here."""

SLUGS = {
    "ends": "endless",
    "questions": "never-asked",
    "conditions": "condition-constant",
    "criteria": "criterion-constant",
    "determinations": "outcome-impossible",
    "turns": "unasked-counts",
    "options": "option-unused",
    "readings": "readings-clash",
    "kinds": "reasons-differ",
}
"""By the id of the claim."""
HELP = {
    "endless": """The interview might not end: a question looks at one that is asked only later.

`forward-reference` says the same of the files; here the interview is also walked to its end.""",
    "never-asked": """A question is never asked: its gate cannot open, or nothing needs its answer.

Mend the gate, take the question away, or say `context = true` when it is kept for the record.""",
    "condition-constant": """A gate, note, sentence or contradiction is always true, or never.

Two parts of it contradict each other, or one figure lies beyond the range of its question.""",
    "criterion-constant": """A criterion can never be met, or not met, or undetermined.

Such as `pt.age < 18 a and pt.age >= 18 a`. It looks like a rule and decides nothing.""",
    "outcome-impossible": """A determination lacks one of its outcomes.

Its lines can be met each by itself, but not together.""",
    "unasked-counts": """A ruling turns on a question that could not have been asked.

A criterion looks at a question behind a gate with `known`: an answer in a file would count although
the interview would not ask for it.""",
    "option-unused": """An option changes nothing: it comes to the same as no answer.

Take it away, or say `context = true` of the question, or `judged = "unknown"` of the option.""",
    "readings-clash": """Policies read one answer in ways that do not go together.

Units that do not convert into each other, or a line that decides on an option which says that the
fact is not known.""",
    "reasons-differ": """Two reasons for not knowing are judged differently.

Whatever the reason, what is not known is not known: a calculation looks at the reason.""",
}
