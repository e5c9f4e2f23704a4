"""What a note on a marked number says, in a PDF or a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline import messages
from pipeline.audit.findings import Finding, Operand


def note_on(finding: Finding, operands: Sequence[Operand]) -> Iterator[tuple[Operand, str, bool]]:
    """Operands with their notes: the accused, else the first, says the finding, the others what they decide."""
    accused = next((operand for operand in operands if operand.is_accused), operands[0] if operands else None)
    for operand in operands:
        is_accused = operand is accused
        yield operand, describe(finding) if is_accused else describe_operand(finding, operand), is_accused


def describe(finding: Finding) -> str:
    """What a note on the accused number says."""
    kind = messages.CHECK_KINDS[finding.kind]
    return join_lines(
        [
            f"{kind[:1].upper()}{kind[1:]}",
            f"Văn bản ghi: {finding.stated}" if finding.stated else "",
            f"Theo các số khác: {finding.expected}" if finding.expected else "",
            finding.explanation_vi or "",
            f"Sửa ít nhất: {finding.correction}" if finding.correction else finding.suggestion or "",
            finding.review_note or "",
        ]
    )


def describe_operand(finding: Finding, operand: Operand) -> str:
    """What a note on another number says: what it decides."""
    return f"Dùng để đối chiếu: {finding.stated or finding.quote} ({operand.text})"


def join_lines(lines: Sequence[str]) -> str:
    """Lines as viewers break them in a note."""
    return "\r".join(line for line in lines if line)
