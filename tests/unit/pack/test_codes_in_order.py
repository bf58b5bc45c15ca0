"""Several codes are one answer, in whatever order they were written."""

import pytest

from necessity.errors import AnswerRefused
from necessity.pack.questions import Choice, Option
from necessity.pack.reading import check, read

MEASURES = Choice(
    id="plan.measures",
    text="Which measures?",
    type="choice",
    many=True,
    options=tuple(Option(code=code, text=code) for code in ("mmt8", "ck", "cmas")),
)


@pytest.mark.parametrize("text", ["ck, cmas", "cmas, ck", "cmas,ck,cmas"])
def test_codes_stand_in_the_order_of_the_options(text: str) -> None:
    assert read(text, MEASURES) == ("ck", "cmas")


def test_a_code_that_is_none_is_still_refused_by_name() -> None:
    with pytest.raises(AnswerRefused, match='"ckk"'):
        check(("ckk", "cmas"), MEASURES)
    with pytest.raises(AnswerRefused, match='"ckk"'):
        read("ckk, cmas", MEASURES)
