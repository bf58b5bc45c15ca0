"""The rows of a list as a table, without a screen: shown, added, copied, moved, removed."""

from dataclasses import replace

import pytest
from small_pack import NOW, PACK, Memory, case_with

from necessity.answers import Answer, AnswerId, Value
from necessity.case.holder import Held
from necessity.case.model import Case
from necessity.session import Session
from necessity.tui.columns import columns
from necessity.tui.desk import Desk
from necessity.tui.table import HEAD, Table

GIVEN: dict[str, Value] = {
    "tx_any": True,
    "tx#1.drug": "mtx",
    "tx#1.outcome": "failed",
    "tx#2.drug": "aza",
}
ANSWERS = tuple(Answer(id=AnswerId(id_), value=value) for id_, value in GIVEN.items())
TWO = case_with(answers=ANSWERS, place=AnswerId("tx#2.outcome"))


def desk_of(case: Case = TWO, held: Held | None = None) -> Desk:
    return Desk(Session(case, PACK, store=Memory(), clock=lambda: NOW, user="me", held=held))


def table_of(desk: Desk, width: int = 78) -> Table:
    table = desk.table("")
    assert table is not None
    table.fit(width)
    return table


def lines(table: Table) -> list[str]:
    return [row.text.strip() for row in table.prompt.rows]


def test_every_row_has_a_line_and_every_question_a_column() -> None:
    table = table_of(desk_of())
    assert lines(table) == [
        "no.  drug          outcome",
        "1    Methotrexate  Too little response",
        "2    Azathioprine  -",
    ]
    assert (table.here, table.prompt.chosen) == ("2", ("2",))
    assert table.prompt.text.startswith('Treatment: 2 of at most 20. It is open: "Any other')


@pytest.mark.parametrize("width", [20, 30, 58, 78, 118])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    desk = desk_of()
    found = columns(desk.interview, PACK.groups["tx"], width)
    assert max(map(len, (found.head, *found.lines.values()))) <= width
    shown = [*found.head.split(), *found.left_out]
    assert len(shown) == 3


def test_a_row_is_gone_to_at_its_first_question_and_begun_after_the_others() -> None:
    desk = desk_of()
    table = table_of(desk)
    table.given("1")
    assert table.done
    assert desk.interview.place == "tx#1.drug"
    table = table_of(desk)
    assert table.here == "1"
    table.add()
    assert table.done
    assert (desk.interview.place, desk.interview.rows["tx"]) == ("tx#3.drug", (1, 2, 3))


def test_the_first_row_of_an_empty_list_is_only_gone_to() -> None:
    desk = desk_of(replace(TWO, answers=ANSWERS[:1], rows=None, place=AnswerId("dx.kind")))
    table = table_of(desk)
    assert lines(table) == ["no.  drug  outcome"]
    table.copy()
    assert table.message == "There is no row yet."
    table.add()
    assert desk.interview.place == "tx#1.drug"
    assert not desk.interview.rows


def test_copy_move_remove_and_undo_are_said_and_the_cursor_stays_on_the_row() -> None:
    desk = desk_of()
    table = table_of(desk)
    table.here = "1"
    table.copy()
    assert table.message.startswith('"Treatment 3: Methotrexate" is a copy of row 1')
    assert lines(table)[3] == "3    Methotrexate  Too little response"
    table.move(-1)
    assert table.message == '"Treatment 3: Methotrexate" stands 2 of 3. It keeps its number.'
    assert [line[0] for line in lines(table)[1:]] == ["1", "3", "2"]
    table.undo()
    assert table.message == 'Undone: "Treatment 3: Methotrexate" stands 3 of 3 again.'
    table.redo()
    table.take_away()
    assert table.prompt.text == 'Remove "Treatment 3: Methotrexate" with all its answers?'
    table.given("no")
    assert desk.interview.rows["tx"] == (1, 3, 2)
    table.take_away()
    table.given("yes")
    assert [*desk.interview.rows["tx"], table.here] == [1, 2, "2"]
    assert "the log keeps its answers" in table.message
    table.undo()
    assert desk.interview.rows["tx"] == (1, 3, 2)
    table.back()
    assert table.done


def test_the_last_row_that_goes_leaves_an_empty_table() -> None:
    desk = desk_of()
    table = table_of(desk)
    for _ in range(2):
        table.take_away()
        table.given("yes")
    assert (table.here, desk.interview.rows["tx"], len(table.prompt.rows)) == ("", (), 1)
    assert table.prompt.rows[0].key == HEAD


def test_the_ends_a_completed_case_and_one_that_is_only_read_refuse() -> None:
    desk = desk_of()
    table = table_of(desk)
    table.move(1)
    assert table.message == "It is the last row already."
    desk.session.complete("", "seen")
    for act in (table.copy, table.add, lambda: table.move(-1)):
        act()
        assert "completed" in table.message
        assert not table.done
    read = table_of(desk_of(held=Held(user="Ana")))
    for act in (read.copy, read.add, read.take_away, lambda: read.move(-1)):
        act()
        assert read.message == "Nothing is changed: Ana has it open."
    read.given("1")
    assert read.done


def test_there_is_no_table_where_no_list_is_asked_or_something_else_is() -> None:
    desk = desk_of(replace(TWO, answers=(Answer(id=AnswerId("tx_any"), value=False),)))
    assert desk.table("") is None
    assert desk.message == "No list is asked in this case yet."
    desk = desk_of()
    desk.unknown("")
    assert desk.table("") is None
    assert "Escape" in desk.message


def test_what_was_typed_stays_begun_while_the_table_is_looked_at() -> None:
    desk = desk_of()
    assert desk.table("failed") is not None
    assert desk.draft == "failed"


def test_an_undo_that_shuts_the_list_closes_the_table() -> None:
    desk = desk_of(case_with())
    desk.session.answer(AnswerId("tx_any"), value=False)
    desk.session.answer(AnswerId("tx_any"), value=True)
    table = table_of(desk)
    table.undo()
    assert table.done
