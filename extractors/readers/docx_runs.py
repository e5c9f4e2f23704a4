"""The words of one Word paragraph as printed: fields by their result, deletions dropped, notes by their marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.readers.docx_numbering import read_symbol
from extractors.readers.docx_styles import RunLook, Styles, W, is_on, read_look, value_of
from extractors.readers.font_text import FontText

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TRANSPARENT = frozenset(
    W + name
    for name in (
        *("hyperlink", "smartTag", "ins", "moveTo", "fldSimple", "customXml"),
        *("dir", "bdo", "sdt", "sdtContent", "ruby", "rubyBase"),
    )
)
_SIMPLE = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_NOT_CONTENT = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_CHECKED = {"2611": "☑", "2612": "☒", "2610": "☐"}


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A mark that points to a note: which, and the mark printed."""

    kind: str
    note_id: str
    mark: str


@dataclass(frozen=True, slots=True)
class ParagraphWords:
    """A paragraph as printed, the notes it points to and the text boxes that hang on it."""

    segments: tuple[FontText, ...]
    notes: tuple[NoteMark, ...]
    boxes: tuple[Element, ...]


class _Collected:
    """What a paragraph gives, while it is read."""

    def __init__(self) -> None:
        self.segments: list[FontText] = []
        self.notes: list[NoteMark] = []
        self.boxes: list[Element] = []


class _Field:
    """A field that is open: its instruction while that is read, then its result."""

    def __init__(self) -> None:
        self.instruction = ""
        self.is_result = False

    @property
    def is_shown(self) -> bool:
        """Whether what is read now is to be seen: the result of a field that is no page number."""
        return self.is_result and not _names_page(self.instruction)


class RunReader:
    """Reads paragraphs in order; fields and note numbers run on from one to the next."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[_Field] = []
        self._note_count = {"footnote": 0, "endnote": 0}

    def read(self, paragraph: Element, style_id: str | None) -> ParagraphWords:
        """The words of one w:p."""
        collected = _Collected()
        self._read_children(paragraph, self._styles.paragraph_look(style_id), collected)
        return ParagraphWords(tuple(collected.segments), tuple(collected.notes), tuple(collected.boxes))

    def _read_children(self, parent: Element, look: RunLook, out: _Collected) -> None:
        for child in parent:
            if child.tag == W + "r":
                self._read_run(child, look, out)
            elif child.tag == W + "fldSimple" and _names_page(value_of(child, "instr")):
                continue
            elif child.tag in _TRANSPARENT or child.tag == W + "sdt":
                self._read_children(child, look, out)
            elif child.tag == MC + "AlternateContent":
                for chosen in choose_alternative(child):
                    self._read_children(chosen, look, out)
            elif child.tag in (M + "oMath", M + "oMathPara"):
                self._write(read_math(child), look, out)

    def _read_run(self, run: Element, base: RunLook, out: _Collected) -> None:
        properties = run.find(W + "rPr")
        style_id = value_of(properties.find(W + "rStyle")) if properties is not None else None
        look = base.under(self._styles.run_look(style_id)).under(read_look(properties))
        for item in run:
            self._read_item(item, look, out)

    def _read_item(self, item: Element, look: RunLook, out: _Collected) -> None:
        if item.tag == W + "fldChar":
            self._follow_field(value_of(item, "fldCharType"))
        elif item.tag == W + "instrText":
            if self._fields and not self._fields[-1].is_result:
                self._fields[-1].instruction += item.text or ""
        elif item.tag == W + "t":
            self._write(item.text or "", look, out)
        elif item.tag in _SIMPLE:
            self._write(_SIMPLE[item.tag], look, out)
        elif item.tag == W + "sym":
            self._write(_read_sym(item), RunLook(None, None, look.is_hidden, None), out)
        elif item.tag in (W + "footnoteReference", W + "endnoteReference"):
            self._read_mark(item, look, out)
        elif item.tag in (W + "drawing", W + "pict", W + "object"):
            out.boxes.extend(find_boxes(item))
        elif item.tag == MC + "AlternateContent":
            for chosen in choose_alternative(item):
                for inner in chosen:
                    self._read_item(inner, look, out)

    def _follow_field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].is_result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _write(self, text: str, look: RunLook, out: _Collected) -> None:
        if look.is_hidden or not all(open_field.is_shown for open_field in self._fields):
            return
        if look.is_raised and text.isascii() and text.isdigit():
            text = text.translate(SUPERSCRIPTS)
        out.segments.append(FontText(text.upper() if look.has_capitals else text, look.font))

    def _read_mark(self, item: Element, look: RunLook, out: _Collected) -> None:
        """The mark at its place; where the writer set a mark of his own, it follows as text."""
        kind = "footnote" if item.tag == W + "footnoteReference" else "endnote"
        mark = ""
        if not is_on(value_of(item, "customMarkFollows")):
            self._note_count[kind] += 1
            mark = print_mark(kind, self._note_count[kind])
            self._write(mark, RunLook(None, None, look.is_hidden, None), out)
        out.notes.append(NoteMark(kind, value_of(item, "id") or "", mark))


def print_mark(kind: str, number: int) -> str:
    """The mark of a note in text: raised digits; an endnote's in brackets, so that the two are told apart."""
    return str(number).translate(SUPERSCRIPTS) if kind == "footnote" else f"[{number}]"


def choose_alternative(element: Element) -> Iterator[Element]:
    """The first choice of a drawing that comes in several forms, else its fallback: they say the same."""
    chosen = element.find(MC + "Choice")
    if chosen is None:
        chosen = element.find(MC + "Fallback")
    if chosen is not None:
        yield chosen


def find_boxes(element: Element) -> Iterator[Element]:
    """The contents of text boxes in a drawing, outermost ones only, each once."""
    for child in element:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag == MC + "AlternateContent":
            for chosen in choose_alternative(child):
                yield from find_boxes(chosen)
        else:
            yield from find_boxes(child)


def read_math(element: Element) -> str:
    """A formula on one line: a fraction with a slash, everything else as it comes."""
    if element.tag == M + "t":
        return element.text or ""
    if element.tag == M + "f":
        parts = (element.find(M + "num"), element.find(M + "den"))
        return "/".join(read_math(part) for part in parts if part is not None)
    return "".join(read_math(child) for child in element)


def _read_sym(item: Element) -> str:
    code = value_of(item, "char") or ""
    if code.upper() in _CHECKED:
        return _CHECKED[code.upper()]
    try:
        return read_symbol(chr(int(code, 16)), value_of(item, "font"))
    except (ValueError, OverflowError):
        return ""


def _names_page(instruction: str | None) -> bool:
    words = (instruction or "").split()
    return bool(words) and words[0].upper() in _NOT_CONTENT
