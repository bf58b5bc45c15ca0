"""Arguments in, one call each, an exit code out.

stdout is data, stderr is narration. Without a terminal nothing prompts. Textual is imported only
by the commands that show a screen.
"""

import argparse
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from necessity import __version__
from necessity.errors import NecessityError
from necessity.exits import ExitCode
from necessity.visible import visible

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

EXAMPLES = """examples:
  necessity                                     open the cases screen
  necessity review 2026-1122-001                answer, or go on answering, one case
  necessity review --plain 2026-1122-001        the same line by line, without a screen
  necessity replay case.toml --format json      determinations, no screen
  necessity summary case.toml --format html -o summary.html
  necessity request case.toml -o request.txt    what is still needed, as a letter
  necessity why case.toml                       the tree of rulings
  necessity verify 2026-1122-001                whether a case fits its log
  necessity check my-pack
  necessity check --map                         which question leads where, which policy needs it
  necessity new-pack my-pack                    a small working pack to change
  necessity keys                                the keys as they are set

exit codes: 0 done; 1 a determination differs from what was expected, or a case from its log;
2 usage, or a file of settings with problems; 3 the pack cannot be used; 4 a case cannot be read;
5 undetermined (with --require-decided); 70 a defect; 130 interrupted"""


PLAIN = "line by line, without a screen: for screen readers and poor lines"
NO_HINT = "without the five lines for whoever is here for the first time"


class _Parser(argparse.ArgumentParser):
    """Says what was typed wrong as it can be seen: a file's name may hold an escape sequence."""

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        super()._print_message(visible(message), file)


def parser() -> argparse.ArgumentParser:
    """Build the command line."""
    top = _Parser(
        prog="necessity",
        description="A guided, cited interview for medical-necessity review.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"necessity {__version__}")
    _common(top, default=None)
    _idle(top, default=None)
    top.add_argument("--plain", action="store_true", help=PLAIN)
    top.add_argument("--no-hint", action="store_true", help=NO_HINT)
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    _review(commands.add_parser("review", help="the interview"))
    _replay(commands.add_parser("replay", help="answers in, determinations out"))
    _summary(commands.add_parser("summary", help="the cited summary"))
    _request(commands.add_parser("request", help="the request for information, as a letter"))
    _why(commands.add_parser("why", help="the tree of rulings"))
    _show(commands.add_parser("show", help="read a case"))
    _verify(commands.add_parser("verify", help="whether a case fits its log"))
    _check(commands.add_parser("check", help="lint a pack and run its examples"))
    begun = commands.add_parser("new-pack", help="begin a small working pack in a new folder")
    begun.add_argument("folder", type=Path, metavar="DIR")
    commands.add_parser("keys", help="the keys of the interview as they are set")
    cases = commands.add_parser("cases", help="list cases with their state")
    cases.add_argument("folder", nargs="?", type=Path, metavar="DIR")
    _common(cases)
    return top


def _common(command: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    command.add_argument(
        "--cases", type=Path, default=default, metavar="DIR", help="the cases folder"
    )
    command.add_argument(
        "--pack", type=Path, default=default, metavar="DIR", help="a pack's folder"
    )
    command.add_argument(
        "--policy", action="append", default=default, metavar="ID", help="judge by this policy"
    )


def _review(command: argparse.ArgumentParser) -> None:
    command.add_argument("case", nargs="?", metavar="CASE", help="an id, or the path of a case")
    command.add_argument("--plain", action="store_true", default=argparse.SUPPRESS, help=PLAIN)
    command.add_argument("--no-hint", action="store_true", default=argparse.SUPPRESS, help=NO_HINT)
    command.epilog = (
        "Plain mode asks one question at a time, prints only text and reads lines: numbers of "
        "choices, dates, texts, and commands such as back, why, note, overview and quit; the "
        "command keys lists them. It works with screen readers, on any terminal, and with lines "
        "from a file. ACCESSIBLE=1 or NECESSITY_PLAIN=1 in the environment chooses it too."
    )
    _common(command)
    _idle(command)


def _idle(command: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    command.add_argument(
        "--idle",
        default=default,
        metavar="MINUTES[,MORE]",
        help="blank the screen after MINUTES without a key, and leave after MORE, with everything "
        "saved; 0 is never (10,30, or NECESSITY_IDLE)",
    )


def _replay(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", metavar="FILE", help="a file, a folder, or -")
    command.add_argument("--set", action="append", default=[], metavar="ID=TEXT")
    command.add_argument("--expect", action="store_true", help="exit 1 when something differs")
    command.add_argument("--require-decided", action="store_true")
    command.add_argument("--allow-unused", action="store_true")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.add_argument("--out", type=Path, metavar="DIR", help="write case and summary files")
    _common(command)


def _summary(command: argparse.ArgumentParser) -> None:
    command.add_argument("case", metavar="CASE")
    command.add_argument("--format", choices=("text", "md", "html", "json"), default="text")
    command.add_argument("-o", "--output", type=Path, metavar="FILE")
    _common(command)


def _request(command: argparse.ArgumentParser) -> None:
    command.add_argument("case", metavar="CASE")
    command.add_argument("--format", choices=("text", "md"), default="text")
    command.add_argument("-o", "--output", type=Path, metavar="FILE")
    _common(command)


def _why(command: argparse.ArgumentParser) -> None:
    command.add_argument("case", metavar="CASE")
    command.add_argument("only", nargs="?", metavar="POLICY")
    command.add_argument("--format", choices=("text", "json"), default="text")
    _common(command)


def _show(command: argparse.ArgumentParser) -> None:
    command.add_argument("case", metavar="CASE")
    command.add_argument("--audit", action="store_true", help="the log instead of the answers")
    _common(command)


def _verify(command: argparse.ArgumentParser) -> None:
    command.description = (
        "Says whether the chain of seals is whole, whether the log comes to just what the case "
        "holds, and whether the log stands in the file as it was written. Exit codes: 0 whole, "
        "1 something differs, 4 a case cannot be read. What was cut off at the end shows only by "
        "comparing the last seal with one that was printed before."
    )
    command.add_argument("case", nargs="+", metavar="CASE")
    command.add_argument("--head", default="", metavar="SEAL", help="a last seal printed before")
    _common(command)


def _check(command: argparse.ArgumentParser) -> None:
    command.add_argument("packs", nargs="*", type=Path, metavar="PACK")
    command.add_argument("--prove", action="store_true", help="prove the whole flow as well")
    command.add_argument(
        "--explain",
        nargs="?",
        const="",
        metavar="SLUG",
        help="say what a problem's slug means; without one, list them all",
    )
    command.add_argument(
        "--map", action="store_true", help="show the flow instead; --format mermaid draws it"
    )
    command.add_argument(
        "--schema",
        nargs="?",
        const="",
        metavar="KIND",
        help="JSON Schemas for editors; of one kind of file, or of all",
    )
    command.add_argument("--witnesses", type=Path, metavar="DIR", help="write the cases found")
    command.add_argument("--format", choices=("text", "json", "mermaid"), default="text")
    _common(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is documented in `exits.ExitCode`."""
    options = parser().parse_args(arguments)
    from necessity import commands  # noqa: PLC0415 - `--help` and `--version` need none of it

    try:
        return int(commands.run(options))
    except NecessityError as error:
        print(visible(str(error)), file=sys.stderr)
        return int(error.exit_code)
    except KeyboardInterrupt:
        return int(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        # whoever read our output has had enough of it
        sys.stderr.close()
        return int(ExitCode.OK)
    except Exception as error:  # noqa: BLE001 - the outermost frame: a defect is named, not dumped
        # No message and no traceback: both may hold what a patient's record says.
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}"
        print(visible(f"This is a defect of the program: {place}."), file=sys.stderr)
        return int(ExitCode.INTERNAL)
