"""What a person can mend: shown as one line, without a traceback."""

from __future__ import annotations


class UserError(Exception):
    """Wrong use, or nothing to work on; the message says what to do, in Vietnamese and English."""
