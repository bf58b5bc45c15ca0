"""What people determined, in sentences: whose it is, and where they and the program differ. Pure.

Every word of the program is the one that was kept when the person signed. Where the program says
otherwise now, that is said too.
"""

from collections.abc import Iterable, Iterator, Mapping

from necessity.case.giving import by_whom
from necessity.case.model import Finding, Opinion
from necessity.case.signing import ROLE_WORDS, ended
from necessity.decide.explain import fact_words
from necessity.decide.ruling import OUTCOME_WORDS, Determination, Outcome
from necessity.summary.model import Sentence
from necessity.summary.sentences import Writer
from necessity.visible import visible

_FEW = 4
"""Determinations that each have a sentence of their own, whatever was said of them."""


def determined(writer: Writer) -> Iterator[Sentence]:
    """Each opinion, determination by determination; then where they differ from one another."""
    opinions = writer.case.opinions
    present = {
        f"{found.policy}.{found.id}": found
        for standing in writer.interview.standings
        for found in standing.determinations
    }
    for opinion in opinions:
        yield _said(_head(opinion, writer.case.version))
        yield from _each(writer, opinion, present)
    present_ones = tuple(each for each in opinions if each.version == writer.case.version)
    yield from _apart(writer, present_ones)


def _each(
    writer: Writer, opinion: Opinion, present: Mapping[str, Determination]
) -> Iterator[Sentence]:
    """Each determination; of many, those to which there is something to say."""
    many, alike = len(opinion.findings) > _FEW, 0
    for finding in opinion.findings:
        since = _since(finding, present.get(finding.key))
        if many and not since and not finding.differs:
            alike += 1
        else:
            text = f"{_asked(writer, finding)} {_beside(opinion, finding)}"
            yield _said(f"{text}{since}", 1)
    if alike:
        others = "the other " if alike < len(opinion.findings) else "all "
        said = f"the program and the {ROLE_WORDS[opinion.role]} say the same."
        yield _said(f"On {others}{alike} {said}", 1)


def _said(text: str, depth: int = 0) -> Sentence:
    return Sentence(kind="reviewer", text=visible(text), depth=depth)


def _head(opinion: Opinion, version: int) -> str:
    who = _who(opinion) + (f", of version {opinion.version}," * (opinion.version < version))
    reason = f"Reason: {ended(opinion.reason or 'none was given')}"
    if not opinion.findings:  # of a file in which a determination was words alone
        return f"{who}: {ended(opinion.words)} {reason}"
    words = f" In their own words: {ended(opinion.words)}" if opinion.words else ""
    return f"{who} {_agreement(opinion.findings)}{words} {reason}"


def _agreement(findings: tuple[Finding, ...]) -> str:
    differing = sum(finding.differs for finding in findings)
    if not differing:
        return "agrees with the program on every determination."
    if len(findings) == 1:
        return "differs from the program."
    return f"differs from the program on {differing} of {len(findings)} determinations."


def _who(opinion: Opinion) -> str:
    """The person at the beginning of a sentence: "The physician reviewer (A. Chen)"."""
    return _role(opinion) + (f" ({opinion.by})" if opinion.by else "")


def _role(opinion: Opinion) -> str:
    return f"The {ROLE_WORDS[opinion.role]}"


def _asked(writer: Writer, finding: Finding) -> str:
    """The question as it was worded then, with its policy where there are several."""
    pack, several = writer.pack, len(writer.interview.policies) > 1
    policy = pack.policies[finding.policy].title if finding.policy in pack.policies else None
    return f"{policy or finding.policy}. {finding.asks}" if several else finding.asks


def _word(outcome: Outcome, conditions: Iterable[object]) -> str:
    return f"{OUTCOME_WORDS[outcome]}{', with conditions' * bool(tuple(conditions))}"


def _beside(opinion: Opinion, finding: Finding) -> str:
    program = f"The program: {_word(finding.program, finding.conditions)}."
    person = f"{_role(opinion)}: {OUTCOME_WORDS[finding.outcome]}."
    differ = " They differ; both are kept." if finding.differs else ""
    return f"{program} {person}{differ}"


def _since(finding: Finding, present: Determination | None) -> str:
    """What the program says now, where that is no longer what it said then."""
    if present is None:
        return " The program no longer judges this here."
    then = _word(finding.program, finding.conditions)
    word = _word(present.outcome, present.conditions)
    return "" if then == word else f" This was signed then; the program now: {word}."


def _apart(writer: Writer, opinions: tuple[Opinion, ...]) -> Iterator[Sentence]:
    """Each determination on which the people differ from one another."""
    said: dict[str, list[tuple[Opinion, Finding]]] = {}
    for opinion in opinions:
        for finding in opinion.findings:
            said.setdefault(finding.key, []).append((opinion, finding))
    for voices in said.values():
        if len({finding.outcome for _, finding in voices}) > 1:
            words = " ".join(f"{_who(o)}: {OUTCOME_WORDS[f.outcome]}." for o, f in voices)
            kept = "both" if len(voices) == 2 else "all"
            yield _said(f"{_asked(writer, voices[0][1])} {words} They differ; {kept} are kept.")


# -- answers that only a physician reviewer gives -------------------------------------------


def judged(writer: Writer) -> Iterator[Sentence]:
    """Each answer that only a physician reviewer gives, with the name of who gave it."""
    for id_ in writer.interview.standing_answers:
        by = by_whom(writer.interview, (id_,))
        if by:
            words = fact_words(writer.judge, id_)
            yield writer.fact(visible(f"{words[:1].upper()}{words[1:]}. {by}"), (id_,))
