"""A report as born-digital PDF, set by Typst with the fonts it brings along: the same bytes on every machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeAlias

from corpus.samples.model import Report
from corpus.samples.pieces import Grid, Line, NewPage, Pair, Piece, Run, pieces_of
from corpus.samples.truth import Json

TEMPLATE = Path(__file__).with_name("report.typ")
JsonBlock: TypeAlias = dict[str, Json]


def set_pdf(report: Report, size_points: float = 12, margin_cm: float = 2) -> bytes:
    """The report on A4 pages with numbers; ruled tables run over page ends with their header printed again."""
    import typst

    content: JsonBlock = {
        "title": report.metadata.title,
        "size": size_points,
        "margin": margin_cm,
        "blocks": [_block(piece) for piece in pieces_of(report)],
    }
    data = typst.compile(
        TEMPLATE.read_bytes(),
        ignore_system_fonts=True,
        sys_inputs={"report": json.dumps(content, ensure_ascii=False)},
        pdf_tags=False,
    )
    return bytes(data)


def _block(piece: Piece) -> JsonBlock:
    if isinstance(piece, Pair):
        return {
            "kind": "pair",
            "left": [[_run(run) for run in runs] for runs in piece.left],
            "right": [[_run(run) for run in runs] for runs in piece.right],
        }
    if isinstance(piece, Grid):
        rows: list[Json] = [list(row) for row in piece.rows]
        return {"kind": "grid", "header": list(piece.header), "widths": list(piece.widths), "rows": rows}
    if isinstance(piece, NewPage):
        return {"kind": "break"}
    return _line(piece)


def _line(line: Line) -> JsonBlock:
    align = "center" if line.is_centred else "left"
    return {"kind": "line", "align": align, "runs": [_run(run) for run in line.runs]}


def _run(run: Run) -> Json:
    return {"text": run.text, "bold": run.is_bold, "italic": run.is_italic}
