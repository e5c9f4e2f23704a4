"""The pages of the audit as HTML texts: the index of a run, and one page a document. Reads no clock, writes no file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from importlib.resources import files

import yaml
from jinja2 import Environment, FunctionLoader, StrictUndefined

from pipeline.audit.findings import MAX_TEXT, Finding, finding_json
from pipeline.audit.index import Index
from pipeline.audit.masking import Mask
from pipeline.audit.pictures import Picture
from pipeline.audit.rows import UNPRINTABLE, Json, Row, print_json, to_text
from pipeline.audit.sheets import Sheet, sheet_json
from pipeline.reviews import Decision

SCRIPTS = ("base.js", "store.js", "list.js", "sheet.js", "detail.js", "main.js")
MAX_NAME = 160
"""Letters of a path or title in a heading; the rest is cut off with its length said."""
TOKEN_PLACE = '<meta name="solieu-token" content="">'
"""Where `solieu review` writes its token; empty in a file opened by double click."""


def render_index(index: Index, decisions: Iterable[Decision], mask: Mask) -> str:
    """The page of the run: summary, charts, findings of all documents with links to their pages, documents."""
    data: dict[str, Json] = {
        "words": load_words(),
        "documents": {
            str(row["document_id"]): {"path": mask.hide(to_text(row["path"]) or "")} for row in index.documents
        },
        "findings": [finding_json(finding, is_short=True) for finding in index.findings],
        "decisions": [_decision_json(decision, mask) for decision in decisions],
    }
    return _environment(mask).get_template("index.html.j2").render(index=index, json=print_json(data), **_assets())


def render_document(
    row: Row,
    findings: Sequence[Finding],
    sheets: Mapping[tuple[str, int], Sheet],
    pictures: Mapping[tuple[str, int], Picture],
    decisions: Iterable[Decision],
    mask: Mask,
) -> str:
    """The page of a document: its findings, the pages they stand on, all inside one file."""
    shown = {key: pictures[key] for key in sheets if key in pictures}
    data: dict[str, Json] = {
        "words": load_words(),
        "documents": {sheet.document_id: {"path": mask.hide(to_text(sheet.path) or "")} for sheet in sheets.values()},
        "findings": [finding_json(finding, _find_line(finding, sheets)) for finding in findings],
        "decisions": [_decision_json(decision, mask) for decision in decisions],
        "sheets": {
            _sheet_key(key): sheet_json(sheet, _spans_on(key, findings), has_picture=key in shown)
            for key, sheet in sheets.items()
        },
    }
    encoded = [(_sheet_key(key), base64.b64encode(picture.data).decode()) for key, picture in shown.items()]
    template = _environment(mask).get_template("document.html.j2")
    return template.render(row=row, json=print_json(data), pictures=encoded, **_assets())


def _decision_json(decision: Decision, mask: Mask) -> Mapping[str, Json]:
    """A decision, of whatever document: what a page exports replaces the whole file."""
    cells: dict[str, str] = asdict(decision)
    return {name: value if name in ("content_key", "rule") else mask.hide(value) for name, value in cells.items()}


def _sheet_key(key: tuple[str, int]) -> str:
    return f"{key[0]}-{key[1]}"


def _spans_on(key: tuple[str, int], findings: Sequence[Finding]) -> Sequence[tuple[int, int]]:
    operands = (operand for finding in findings for operand in finding.operands)
    return [(operand.start, operand.end) for operand in operands if (operand.document_id, operand.page) == key]


def _find_line(finding: Finding, sheets: Mapping[tuple[str, int], Sheet]) -> int | None:
    """Line on the page, from 1, of the first operand, where the text is plain: there a page is the whole report."""
    sheet = sheets.get((finding.document_id, finding.page))
    if sheet is None or not sheet.is_plain:
        return None
    here = [o.start for o in finding.operands if (o.document_id, o.page) == (finding.document_id, finding.page)]
    return sheet.text.count("\n", 0, min(here)) + 1 if here else None


@cache
def load_words() -> Mapping[str, Json]:
    """What the pages call things, in both languages."""
    words: Mapping[str, Json] = yaml.safe_load(_read_asset("words.yaml"))
    return words


@cache
def _assets() -> Mapping[str, object]:
    style, script = _read_asset("desk.css"), _read_script()
    return {
        "words": load_words(),
        "style": style,
        "script": script,
        "style_hash": _hash_source(style),
        "script_hash": _hash_source(script),
    }


def _read_script() -> str:
    """All scripts as one, so that they share their names with nobody else on the page."""
    return '"use strict";\n(function () {\n' + "\n".join(map(_read_asset, SCRIPTS)) + "})();\n"


def _environment(mask: Mask) -> Environment:
    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(_read_asset),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_make_printable,
    )
    environment.filters["group_vi"] = lambda number: f"{int(number):,}".replace(",", ".")
    environment.filters["group_en"] = lambda number: f"{int(number):,}"
    environment.filters["comma"] = lambda number: f"{float(number):.1f}".replace(".", ",")
    environment.filters["dot"] = lambda number: f"{float(number):.1f}"
    environment.filters["short"] = _shorten
    environment.filters["hide"] = lambda text: mask.hide(str(text)[:MAX_TEXT])
    return environment


def _shorten(text: object) -> str:
    words = str(text)
    return words if len(words) <= MAX_NAME else f"{words[:MAX_NAME]}… ({len(words)})"


def _make_printable(value: object) -> object:
    """Text without control characters, which HTML cannot hold; they are shown as U+FFFD."""
    return UNPRINTABLE.sub("\ufffd", value) if isinstance(value, str) and type(value) is str else value


def _hash_source(source: str) -> str:
    """What a Content-Security-Policy allows an inline style or script by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _read_asset(name: str) -> str:
    return (files("pipeline") / "audit" / "web" / name).read_text(encoding="utf-8")
