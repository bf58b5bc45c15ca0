"""What each command does: one function each, over the same core as the screens."""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from necessity import checking, printing, seeing, settings
from necessity.case.amending import present
from necessity.case.edited import taken_up
from necessity.case.source import load_bytes
from necessity.case.store import FileStore, list_cases, path_of, write_file
from necessity.case.verify import since
from necessity.case.verify import verify as verified
from necessity.clock import now
from necessity.decide.why import why as reasons
from necessity.errors import CaseError, UsageError
from necessity.exits import ExitCode
from necessity.opening import Wish, open_file, policies
from necessity.pack import embedded
from necessity.pack.load import load
from necessity.pack.model import Pack
from necessity.plain.wish import wished
from necessity.replay import Replayed, differences, explained, result
from necessity.session import Session, new_case
from necessity.summary import data, html, letter, markdown, text
from necessity.summary.build import build
from necessity.summary.request import request as asking
from necessity.transcript import Unwritten, give
from necessity.tui.keys import map_lines
from necessity.visible import visible

RENDERERS = {
    "text": text.render,
    "md": markdown.render,
    "html": html.render,
    "json": data.render,
}
LETTERS = {"text": letter.text, "md": letter.markdown}


def run(options: argparse.Namespace) -> ExitCode:
    """Do what was asked for."""
    table: dict[str | None, Callable[[argparse.Namespace], ExitCode]] = {
        None: review,
        "review": review,
        "replay": replay,
        "summary": summary,
        "request": request,
        "why": why,
        "show": show,
        "verify": verify,
        "check": checking.check,
        "cases": cases,
        "new-pack": seeing.new_pack,
        "keys": keys,
    }
    return table[options.command](options)


# -- what every command needs ---------------------------------------------------------------


def cases_folder(options: argparse.Namespace) -> Path:
    """`--cases`, else NECESSITY_CASES, else the user's data folder."""
    if options.cases:
        return Path(options.cases)
    if os.environ.get("NECESSITY_CASES"):
        return Path(os.environ["NECESSITY_CASES"])
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "necessity" / "cases"


def the_pack(options: argparse.Namespace) -> Pack:
    """The pack of `--pack`, or the embedded one."""
    return load(Path(options.pack) if options.pack else embedded.folder())


def the_file(options: argparse.Namespace, name: str) -> Path:
    """Turn CASE into a path: a file, or an id in the cases folder."""
    if os.sep in name or os.path.isfile(name):  # noqa: PTH113 - says no of a name too long
        return Path(name)
    return path_of(cases_folder(options), name)


def the_case(options: argparse.Namespace) -> Replayed:
    """Open the CASE of the command line."""
    wish = Wish(policies=tuple(options.policy or ()))
    return _told(open_file(the_file(options, options.case), the_pack(options), wish))


def _told(replayed: Replayed) -> Replayed:
    """Say what was changed outside the program; it is read all the same."""
    for notice in replayed.notices:
        print(visible(f"{replayed.file}: {notice}"), file=sys.stderr)
    return replayed


# -- the commands ---------------------------------------------------------------------------


def review(options: argparse.Namespace) -> ExitCode:
    """Start the screens, or talk line by line without one."""
    launch = _launcher(options)
    pack = the_pack(options)
    case = getattr(options, "case", None)
    return ExitCode(
        launch(
            pack=pack,
            cases=cases_folder(options),
            case=None if case is None else the_file(options, case),
            policies=policies(options.policy, pack) if options.policy else (),
            user=getpass.getuser(),
            clock=now,
        )
    )


def _launcher(options: argparse.Namespace) -> Callable[..., int]:
    """What starts the interview; each is imported only where it is needed."""
    chosen = settings.settings()
    wanted = chosen.hint and not options.no_hint and settings.first_time(os.environ)
    hinted = partial(settings.hint_shown, os.environ) if wanted else None
    if options.plain or wished(os.environ):
        from necessity.plain.launch import run  # noqa: PLC0415

        return partial(run, hinted=hinted)
    from necessity.tui import idle, launch  # noqa: PLC0415 - headless means headless

    limits = idle.limits(options.idle or os.environ.get("NECESSITY_IDLE", ""))
    return partial(launch.run, idle=limits, keys=chosen.keys, hinted=hinted)


def keys(_options: argparse.Namespace) -> ExitCode:
    """Print the keys as they are, and where they can be given otherwise."""
    print(visible("\n".join(map_lines(settings.settings().keys, names=True))))
    print(visible(f'To give others: {settings.place(os.environ)}, below [keys]: why = "h"'))
    return ExitCode.OK


def replay(options: argparse.Namespace) -> ExitCode:
    """Judge every file; write what was asked for."""
    pack = the_pack(options)
    wish = Wish(
        policies=tuple(options.policy or ()),
        sets=tuple(options.set),
        allow_unused=options.allow_unused,
    )
    code = ExitCode.OK
    for path in _files(options.files):
        try:
            replayed = _told(open_file(path, pack, wish))
        except CaseError as error:  # one bad file does not stop the rest
            print(visible(str(error)), file=sys.stderr)
            code = max(code, error.exit_code)
            continue
        if options.format == "json":
            print(json.dumps(result(replayed)))
        else:
            print(visible("\n".join(printing.determinations(replayed))))
        if options.out:
            _write_out(replayed, options.out)
        code = max(code, _code(replayed, options))
    return code


def _code(replayed: Replayed, options: argparse.Namespace) -> ExitCode:
    found = differences(replayed) if options.expect else []
    for line in found:
        print(visible(f"{replayed.file}: {line}"), file=sys.stderr)
    if found:
        return ExitCode.DIFFERENT
    if options.require_decided and not replayed.interview.settled:
        return ExitCode.INCOMPLETE
    return ExitCode.OK


def _files(names: list[str]) -> Iterator[Path]:
    for name in names:
        path = Path(name)
        if os.path.isdir(path):  # noqa: PTH112 - says no of a name too long
            yield from sorted(path.glob("*.toml"))
        else:
            yield path


def _write_out(replayed: Replayed, folder: Path) -> None:
    pack, case = replayed.interview.pack, replayed.case
    store = FileStore(folder)
    if not case.log:
        empty = new_case(case.id, pack, case.policies, case.reviewer)
        session = Session(empty, pack, store=Unwritten(), clock=lambda: None, user=case.reviewer)
        give(session, replayed.interview)
        case = session.case
        store.save(case, session.interview)
    else:
        # what --set or a hand has changed is in the log of what is written
        taken = taken_up(case, getpass.getuser(), now())
        case = taken.case if taken.notices else case
        store.save(case, replayed.interview)
    summary = text.render(build(replayed.interview, case))
    write_file(folder / f"{case.id}.summary.txt", visible(summary))


def _rendered(replayed: Replayed, kind: str) -> str:
    return RENDERERS[kind](build(replayed.interview, replayed.case))


def summary(options: argparse.Namespace) -> ExitCode:
    """Print or write the cited summary."""
    return _put(_rendered(the_case(options), options.format), options.output)


def request(options: argparse.Namespace) -> ExitCode:
    """Print or write the request for information."""
    replayed = the_case(options)
    asked = asking(replayed.interview, replayed.case.id)
    return _put(LETTERS[options.format](asked), options.output)


def _put(rendered: str, file: Path | None) -> ExitCode:
    safe = visible(rendered)
    if file:
        write_file(file, safe)
    else:
        sys.stdout.write(safe)
    return ExitCode.OK


def why(options: argparse.Namespace) -> ExitCode:
    """Print the tree of rulings, what is still needed and what would change it."""
    options.policy = [options.only] if options.only else options.policy
    replayed = the_case(options)
    if options.format == "json":
        print(json.dumps(explained(replayed)))
        return ExitCode.OK
    interview = replayed.interview
    for line in reasons(interview.standings, interview.contradictions):
        print(visible(line))
    return ExitCode.OK


def show(options: argparse.Namespace) -> ExitCode:
    """Print the answers of a case, or its log."""
    replayed = the_case(options)
    shown = printing.audit if options.audit else printing.answers
    for line in shown(replayed):
        print(visible(line))
    return ExitCode.OK


def verify(options: argparse.Namespace) -> ExitCode:
    """Say of each case whether it fits its log."""
    code = ExitCode.OK
    for name in options.case:
        try:
            data, case = load_bytes(the_file(options, name))
        except CaseError as error:  # one bad file does not stop the rest
            print(visible(str(error)), file=sys.stderr)
            code = max(code, error.exit_code)
            continue
        found = verified(case, data.decode("utf-8-sig"), options.head)
        for line in printing.verified(found, since(case, options.head)):
            print(visible(line))
        code = max(code, ExitCode.OK if found.whole else ExitCode.DIFFERENT)
    return code


def cases(options: argparse.Namespace) -> ExitCode:
    """List the cases of a folder with how they stand."""
    folder = options.folder or cases_folder(options)
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder.")
    pack = the_pack(options)
    for path in present(list_cases(folder)):
        try:
            replayed = _told(open_file(path, pack, Wish()))
        except CaseError as error:
            print(visible(f"{path.name}: cannot be read: {str(error).splitlines()[0]}"))
            continue
        outcomes = "; ".join(printing.outcomes(replayed))
        print(visible(f"{replayed.case.id}: {replayed.case.status_words}; {outcomes}"))
    return ExitCode.OK
