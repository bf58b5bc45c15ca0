"""What a certificate rests on and what it leaves out. Printed with every one."""

ASSUMES = """
A list is looked at with up to {rows} rows. More rows add nothing: what a line says of a list is
carried by one row for each "any" and "all" in it, rows do not look at each other, and no line has
more of them than that.

Numbers are looked at in classes, cut at every figure that a condition compares them with and at
the ends of their ranges; of options, every one; of days, every day from 2000 to 2030, and of months
and years their first and last day.

Where something is shown of every case, a worked-out value may be anything of its kind: a case may
hold one that was typed in its place. Where something is shown to be possible, the engine's own
judgement of an answers file is the proof; the solver only proposed it.

The solver was given what the judge does, said a second time; the program's tests hold the two
against each other on random cases.

The case is judged by all policies of the pack together. For fewer of them fewer questions come up.
"""
EXCEPT = """
Whether the rules are right: only that they hang together.

Numbers kept outside their range with a reason: an answers file cannot say so.

Policies that take only documented answers, and what an answer rests on: an answers file cannot say
it. No line of such a policy is looked at.

The words of free text, and what a calculation does between the values that were tried.

The options of worked-out results.
"""
WITHOUT_SOLVER = """
Everything that takes the solver, which is not installed: cases that the examples do not show, and
that no ruling turns on a question that could not have been asked. Install it with: pip install
"necessity[prove]"
"""


def sentences(text: str, **words: object) -> tuple[str, ...]:
    """Each paragraph as one line."""
    paragraphs = text.format(**words).strip().split("\n\n")
    return tuple(" ".join(paragraph.split()) for paragraph in paragraphs)
