"""Packs within every bound that would be thought about for minutes, and one that is large."""

from collections.abc import Callable

from hostile_packs import PLAIN, Change, condition, criteria, questions


def _and_top(count: int, line: Callable[[int], str], questions: str = "") -> list[Change]:
    """Criteria, and one that takes all of them, and by which it is determined."""
    parts = ", ".join(f'"c{n}"' for n in range(count))
    top = f'\n[[criterion]]\nid = "top"\ntext = "?"\ncites = ["label 1"]\nall_of = [{parts}]\n'
    return [
        ("first.toml", "", questions),
        (PLAIN, "", criteria(count, line) + top),
        (PLAIN, 'criterion = "necessary"', 'criterion = "top"'),
    ]


def _any_of(first: int, count: int) -> str:
    return f'met_when = "{" or ".join(f"q.n{n} = yes" for n in range(first, first + count))}"'


def _calculated(count: int) -> str:
    weight = (
        '\n[[item]]\nid = "w.n{0}"\ntype = "quantity"\ntext = "?"\nunit = "kg"\nrange = [2, 300]\n'
    )
    index = (
        '\n[[item]]\nid = "b.n{0}"\ntype = "calculated"\ntext = "?"\nresult = "quantity"\n'
        'calculate = "bmi(w.n{0}, pt.height)"\nunit = "kg/m2"\n'
    )
    return "".join((weight + index).format(n) for n in range(count))


def _over_calculated(n: int) -> str:
    low = f"b.n{n} > {n % 40 + 1} kg/m2 and b.n{n * 7 % 250} < {n % 30 + 20} kg/m2"
    return f'met_when = "{low} or b.n{n} > 50 kg/m2"'


BROAD: dict[str, Callable[[], list[Change]]] = {
    "30 criteria of 60 alternatives": lambda: _and_top(
        30, lambda n: _any_of(n * 60, 60), questions(1800)
    ),
    "250 criteria of 7 alternatives": lambda: _and_top(
        250, lambda n: _any_of(n * 7, 7), questions(1750)
    ),
    "250 criteria over 250 calculations": lambda: _and_top(250, _over_calculated, _calculated(250)),
    "250 long conditions": lambda: _and_top(
        250,
        lambda _: f'met_when = "{" and ".join(["(dx.kind = dm or pt.bmi > 9 kg/m2)"] * 48)}"',
    ),
    "300 questions behind long gates": lambda: [
        (
            "first.toml",
            "",
            questions(
                300,
                lambda _: (
                    f'enable_when = "{" or ".join(f"pt.bmi > {n} kg/m2" for n in range(60))}"'
                ),
            ),
        )
    ],
    "300 long sentences": lambda: [
        (
            "assessment.toml",
            "",
            f'\n[[say]]\nunder = "answer"\nfact = "{"{tx.drug}: " * 300}."\neach = "tx"\n' * 300,
        )
    ],
    "a day at the edge of the calendar": lambda: [
        ("first.toml", "", '\n[[item]]\nid = "a.day"\ntype = "date"\ntext = "?"\n' * 1),
        ("first.toml", "", '\n[[item]]\nid = "b.day"\ntype = "date"\ntext = "?"\n' * 1),
        *condition("a.day > 0001-01-01 and a.day within 999999 wk before b.day"),
    ],
    "no such default": lambda: [
        ("pack.toml", "policies =", 'default_policies = ["x"]\npolicies =')
    ],
}
"""What is in the bounds of a pack, and would be thought about for minutes."""

HONEST: dict[str, Callable[[], list[Change]]] = {
    "2,000 questions and 500 criteria": lambda: [
        ("first.toml", "", questions(1960)),
        (
            PLAIN,
            "",
            criteria(
                480,
                lambda n: f'met_when = "q.n{n} = yes and q.n{n + 500} = no or q.n{n + 1000} = yes"',
            )
            + "".join(
                f'\n[[criterion]]\nid = "t{n}"\ntext = "?"\ncites = ["label 1"]\n'
                f"all_of = {[f'c{each}' for each in range(n * 30, n * 30 + 30)]}\n"
                f'[[determination]]\nid = "d{n}"\nasks = "?"\ncriterion = "t{n}"\n'
                for n in range(16)
            ),
        ),
    ]
}
"""As large as a pack may be, and no monster."""
