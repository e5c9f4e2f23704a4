"""Why a document could not be read."""

from __future__ import annotations

from schemas.document import ErrorCode


class ReadFailure(Exception):
    """Raised by a reader; carries the code and the words for documents.error_*."""

    def __init__(self, code: ErrorCode, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
