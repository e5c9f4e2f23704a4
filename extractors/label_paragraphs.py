"""What the paragraph of a figure says of it outside its own clause: what it points at, its list and its bullet."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.items import FigureBlock, Item
from extractors.label_anaphora import put_below_pointed
from extractors.label_bullets import put_under_bullet
from extractors.label_counted_leads import put_below_lead
from extractors.layout import Block
from extractors.rules_compiled import CompiledRules


def put_in_paragraph(text: str, block: FigureBlock, item: Item, blocks: Sequence[Block], rules: CompiledRules) -> str:
    """The words below what they point back at, the clause that counts what their list is of, the head of the bullet."""
    text = put_below_pointed(text, block, item, blocks, rules)
    text = put_below_lead(text, block, item, rules)
    return put_under_bullet(text, block, item, rules)
