"""metadata.csv beside the reports: found, read, and its rows given to the documents they name."""

from __future__ import annotations

import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.corrections import Entry, SidecarError, read_entries
from pipeline import messages
from pipeline.errors import UserError
from pipeline.runner import Context
from pipeline.shards import list_documents, read_rows
from pipeline.stages import Stage
from schemas.correction import Correction, CorrectionField, CorrectionStatus
from schemas.document import Document
from schemas.parcel import Parcel

SIDECAR_NAME = "metadata.csv"
_ALWAYS_APPLY = (CorrectionField.PERIOD, CorrectionField.DOC_TYPE)
"""Fields whose value is checked when the row is read, so that nothing can keep them from being applied."""
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A metadata.csv: its path relative to the input, and its rows."""

    path: str
    entries: tuple[Entry, ...]


def find_beside(root: Path) -> tuple[Path, ...]:
    """The metadata.csv beside a file that is the whole input; of a folder, those in it are found on the walk."""
    beside = root.parent / SIDECAR_NAME
    return (beside,) if root.is_file() and root != beside and beside.is_file() else ()


def read_sidecars(files: Iterable[tuple[Path, str]]) -> tuple[Sidecar, ...]:
    """The rows of each; raises UserError with file and line for the first that cannot be used."""
    return tuple(_read_sidecar(location, path) for location, path in files)


def _read_sidecar(location: Path, path: str) -> Sidecar:
    try:
        return Sidecar(path, read_entries(_decode(location.read_bytes())))
    except UnicodeDecodeError:
        raise UserError(messages.sidecar_not_unicode(path)) from None
    except SidecarError as error:
        raise UserError(f"{messages.printable(path)}, {error}") from error


def _decode(data: bytes) -> str:
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "utf-8-sig")
    return data.decode(encoding)


def join_corrections(
    parcels: Sequence[Parcel], sidecars: Sequence[Sidecar]
) -> tuple[list[Parcel], list[tuple[str, Entry]]]:
    """The parcels with the rows that name them by any of their paths, and the rows that name none."""
    known = {_same(path.path): parcel.document.document_id for parcel in parcels for path in parcel.paths}
    rows: dict[str, list[Correction]] = defaultdict(list)
    strays: list[tuple[str, Entry]] = []
    for sidecar in sidecars:
        for entry in sidecar.entries:
            document_id = known.get(_named(sidecar.path, entry.path))
            if document_id is None:
                strays.append((sidecar.path, entry))
            else:
                rows[document_id].append(_correction(document_id, sidecar.path, entry))
    joined = [replace(parcel, corrections=tuple(rows.get(parcel.document.document_id, ()))) for parcel in parcels]
    return joined, strays


def _named(sidecar: str, path: str) -> str:
    """The path an entry means, relative to the input: it is written relative to its metadata.csv."""
    return _same(posixpath.normpath(posixpath.join(posixpath.dirname(sidecar), path.replace("\\", "/"))))


def _same(path: str) -> str:
    """A path to compare by: a Mac writes names decomposed."""
    return unicodedata.normalize("NFC", path)


def _correction(document_id: str, source: str, entry: Entry) -> Correction:
    return Correction(
        document_id=document_id,
        source=source,
        line=entry.line,
        field=entry.field,
        value=entry.value,
        page=entry.page,
        expected=entry.expected,
        reason=entry.reason,
        status=CorrectionStatus.APPLIED if entry.field in _ALWAYS_APPLY else CorrectionStatus.WAITING,
    )


def warn_unapplied(context: Context, stage: Stage, field: CorrectionField) -> None:
    """Says which rows on a field a stage could not apply, and why."""
    folder = context.layout.stage_folder(stage.name)
    for document_id in list_documents(folder):
        for correction in read_rows(folder, document_id, Correction):
            if correction.field is field and correction.detail:
                (document,) = read_rows(folder, document_id, Document)
                said = messages.not_applied(correction.source, correction.line, document.path, correction.detail)
                context.reporter.warn(said)
