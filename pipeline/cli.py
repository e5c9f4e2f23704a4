"""The command `solieu`: what can be asked of it, and who answers. Heavy imports wait for their command."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from pipeline import messages
from pipeline.errors import UserError
from pipeline.stages import STAGES

EXIT_OK = 0
EXIT_FINDINGS = 1
EXIT_WRONG_USE = 2
EXIT_INTERRUPTED = 130

SEVERITIES = ("major", "minor")
FORMATS = ("text", "json", "sarif", "github")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(EXIT_WRONG_USE, messages.wrong_use(message) + "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit code: 0 it ran, 1 findings (with --fail-on), 2 wrong use or nothing to read."""
    _speak_unicode()
    options = build_parser().parse_args(arguments)
    try:
        return _dispatch(options)
    except KeyboardInterrupt:
        print(messages.interrupted(), file=sys.stderr)
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # the reader of our output (head, less) has gone: nobody is left to complain to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_OK
    except (
        UserError,
        OSError,
    ) as error:  # what a person can mend, a full disk included; all others keep their traceback
        print(messages.error_line(str(error)), file=sys.stderr)
        return EXIT_WRONG_USE


def _speak_unicode() -> None:
    """Vietnamese comes out whole, or with '?' where the terminal cannot, but never as an error."""
    for stream in (sys.stdout, sys.stderr):
        if (stream.encoding or "").lower().replace("-", "") != "utf8":
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a TextIOWrapper, unless replaced in a test


def build_parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    parser = _Parser(
        prog="solieu",
        description="Số liệu trong báo cáo: đọc, đối chiếu, truy vấn — figures in reports: read, checked, queried",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="LỆNH/COMMAND")
    _add_run(commands.add_parser("run", help="đọc một tệp hay thư mục vào kho dữ liệu — reports into a warehouse"))
    _add_audit(commands.add_parser("audit", help="in ra các số liệu không khớp — print what does not agree"))
    _add_review(commands.add_parser("review", help="xem, quyết định từng phát hiện — decide on findings in a browser"))
    _add_annotate(commands.add_parser("annotate", help="đánh dấu lên bản báo cáo — mark the findings on the reports"))
    _add_letter(commands.add_parser("letter", help="công văn đề nghị giải trình — letters that ask for an explanation"))
    _add_diff(commands.add_parser("diff", help="so hai lần phát hành — what a new issue changed"))
    _add_explain(commands.add_parser("explain", help="giải thích một con số — what was read of a number, and why"))
    _add_evaluate(commands.add_parser("evaluate", help="chấm theo đáp án — score against hand-checked answers"))
    _add_labels(commands.add_parser("labels", help="nhãn chưa gắn chỉ tiêu — labels that no indicator is linked to"))
    commands.add_parser("doctor", help="kiểm tra máy có đủ phần mềm — is everything installed")
    _add_selftest(
        commands.add_parser("selftest", help="tự kiểm tra bằng lỗi cấy sẵn — plant slips and count those found")
    )
    _add_stage(commands.add_parser("stage", help="chạy một bước của dvc.yaml — run one stage, as dvc.yaml does"))
    return parser


def _add_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", type=Path, metavar="INPUT", help="tệp hoặc thư mục — a file or folder")
    parser.add_argument("--output", type=Path, required=True, metavar="OUT", help="thư mục kết quả — where results go")
    _add_common(parser)


def _add_audit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", type=Path, metavar="INPUT", help="tệp hoặc thư mục — a file or folder")
    parser.add_argument("--format", choices=FORMATS, default="text", help="dạng in ra — for people, programs or CI")
    _add_common(parser)


def _add_review(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("output", type=Path, metavar="OUT", help="thư mục kết quả của solieu run — its output folder")
    parser.add_argument("--port", type=_port, default=0, metavar="N", help="cổng (mặc định: bất kỳ) — port")
    parser.add_argument("--no-browser", action="store_true", help="không tự mở trình duyệt — open no browser")


def _add_annotate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", type=Path, metavar="INPUT", help="thư mục báo cáo — the reports that were run")
    parser.add_argument("output", type=Path, metavar="OUT", help="thư mục kết quả của solieu run — its output folder")
    parser.add_argument("--confirmed", action="store_true", help="chỉ phát hiện đã xác nhận — confirmed findings only")
    parser.add_argument("--show-personal-data", action="store_true", help="không che số cá nhân — mask nothing")


def _add_letter(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("output", type=Path, metavar="OUT", help="thư mục kết quả của solieu run — its output folder")
    parser.add_argument("--from", dest="sender", default="", metavar="NAME", help="cơ quan gửi — the office that asks")
    parser.add_argument("--above", default="", metavar="NAME", help="cơ quan chủ quản — the office above it")
    parser.add_argument("--town", default="", metavar="NAME", help="địa danh — the place of the date line")
    parser.add_argument("--show-personal-data", action="store_true", help="không che số cá nhân — mask nothing")


def _add_diff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "old", type=Path, metavar="OLD", help="báo cáo, thư mục hoặc kết quả cũ — report, folder or OUT"
    )
    parser.add_argument("new", type=Path, metavar="NEW", help="bản mới — the new one")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="dạng in ra — for people or programs"
    )
    parser.add_argument("--show-personal-data", action="store_true", help="không che số cá nhân — mask nothing")
    parser.add_argument("--params", type=Path, metavar="FILE", help="tệp tham số (mặc định: như params.yaml)")


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--workers", type=_positive, metavar="N", help="số tiến trình — worker processes")
    parser.add_argument("--engine", choices=("local", "ray"), default="local", help="máy này hoặc cụm Ray")
    parser.add_argument("--params", type=Path, metavar="FILE", help="tệp tham số (mặc định: như params.yaml)")
    parser.add_argument("--reviews", type=Path, metavar="FILE", help="các quyết định (mặc định: OUT/reviews.csv)")
    parser.add_argument(
        "--show-personal-data", action="store_true", help="không che số điện thoại, căn cước — mask nothing"
    )
    parser.add_argument(
        "--fail-on", choices=SEVERITIES, help="mã thoát 1 nếu có lỗi mức này trở lên — exit 1 on findings"
    )


def _add_explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("number", metavar="NUMBER", help='con số như in trong văn bản, ví dụ "98,48%%"')
    parser.add_argument("--params", type=Path, metavar="FILE", help="tệp tham số (mặc định: như params.yaml)")


def _add_evaluate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR", help="thư mục đáp án — the folder of answers")
    parser.add_argument("--reports", type=Path, metavar="DIR", help="thư mục báo cáo (mặc định: reports cạnh GOLD_DIR)")
    parser.add_argument("--workers", type=_positive, default=2, metavar="N", help="số tiến trình — worker processes")
    parser.add_argument("--verbose", action="store_true", help="cả danh sách sót và thừa — misses and extras too")


def _add_labels(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "warehouse", type=Path, metavar="OUT", help="thư mục kết quả hoặc tệp kho dữ liệu — a run's folder or warehouse"
    )
    parser.add_argument("--limit", type=_positive, default=30, metavar="N", help="số nhãn (mặc định 30) — how many")


def _add_selftest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--plants", type=_positive, default=1500, metavar="N", help="số lỗi cấy (bản phát hành: 5000) — slips to plant"
    )
    parser.add_argument("--seed", type=int, default=20240517, metavar="N", help="mầm ngẫu nhiên — seed of the dice")
    parser.add_argument("--verbose", action="store_true", help="cả lỗi bỏ sót — what was missed too")


def _add_stage(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("stage", choices=[stage.name for stage in STAGES])
    parser.add_argument("--params", type=Path, default=Path("params.yaml"), metavar="FILE")


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number < 65_536:
        raise ValueError(text)
    return number


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _dispatch(options: argparse.Namespace) -> int:
    from pipeline import cli_commands, cli_handover

    commands = {
        "run": cli_commands.run,
        "audit": cli_commands.audit,
        "review": cli_commands.review,
        "annotate": cli_handover.annotate,
        "letter": cli_handover.letter,
        "diff": cli_handover.diff,
        "explain": cli_commands.explain,
        "evaluate": cli_commands.evaluate,
        "labels": cli_commands.labels,
        "doctor": cli_commands.doctor,
        "selftest": cli_commands.selftest,
        "stage": cli_commands.stage,
    }
    return commands[options.command](options)


if __name__ == "__main__":
    sys.exit(main())
