"""Office files that try to run a macro and to fetch what they link to, made by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = (
    f'xmlns:office="{_OFFICE}:office:1.0" xmlns:text="{_OFFICE}:text:1.0" xmlns:draw="{_OFFICE}:drawing:1.0" '
    f'xmlns:script="{_OFFICE}:script:1.0" xmlns:svg="{_OFFICE}:svg-compatible:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ooo="http://openoffice.org/2004/office" '
    'xmlns:dom="http://www.w3.org/2001/xml-events" '
)
_MACRO = "vnd.sun.star.script:Standard.Trap.Spring?language=Basic&amp;location=document"
_EVENTS = (
    "<office:scripts><office:event-listeners>"
    f'<script:event-listener script:language="ooo:script" script:event-name="dom:load" xlink:href="{_MACRO}" '
    'xlink:type="simple"/>'
    "</office:event-listeners></office:scripts>"
)


def trap_odt(mark: Path, url: str) -> bytes:
    """A text whose macro writes a file as soon as it is opened, with a picture, a section and an object elsewhere."""
    return _text_odt(_EVENTS, f"<text:p>Đạt 98,5%</text:p>{_links(url)}", _basic(mark))


def linking_odt(url: str) -> bytes:
    """A text with a picture that lies elsewhere."""
    return _text_odt("", f"<text:p>Đạt 98,5%</text:p>{_picture(url)}", {})


def _picture(url: str) -> str:
    return (
        '<text:p><draw:frame svg:width="2cm" svg:height="2cm">'
        f'<draw:image xlink:href="{url}/picture.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
        "</draw:frame></text:p>"
    )


def _links(url: str) -> str:
    return _picture(url) + (
        f'<text:section text:name="linked"><text:section-source xlink:href="{url}/section.odt" '
        'xlink:type="simple" xlink:show="embed"/><text:p>mục</text:p></text:section>'
        f'<text:p><draw:frame svg:width="2cm" svg:height="2cm"><draw:object xlink:href="{url}/object.odt" '
        'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>'
    )


def linking_rtf(url: str) -> bytes:
    """A rich text with a picture and a text that lie elsewhere."""
    fields = "".join(
        rf'{{\field{{\*\fldinst {{ {kind} "{url}/{name}" \\d }}}}{{\fldrslt {{x}}}}}}\par '
        for kind, name in (("INCLUDEPICTURE", "picture.png"), ("INCLUDETEXT", "text.rtf"))
    )
    return (
        rf"{{\rtf1\ansi{{\*\template {url}/template.dot}}"
        rf"{{\object\objautlink\objupdate{{\*\objclass Word.Document}}{{\result x}}}} 98,5\par {fields}}}"
    ).encode("ascii")


def _basic(mark: Path) -> Mapping[str, str]:
    code = f'Sub Spring\n n = FreeFile\n Open "{mark}" For Output As #n\n Print #n, "sprung"\n Close #n\nEnd Sub\n'
    library = "http://openoffice.org/2000/library"
    script = "http://openoffice.org/2000/script"
    link = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    kept = 'library:readonly="false" library:passwordprotected="false"'
    return {
        "Basic/script-lc.xml": f'<library:libraries xmlns:library="{library}" {link}>'
        '<library:library library:name="Standard" library:link="false"/></library:libraries>',
        "Basic/Standard/script-lb.xml": f'<library:library xmlns:library="{library}" library:name="Standard" {kept}>'
        '<library:element library:name="Trap"/></library:library>',
        "Basic/Standard/Trap.xml": f'<script:module xmlns:script="{script}" script:name="Trap" '
        f'script:language="StarBasic">{code.replace("&", "&amp;").replace("<", "&lt;")}</script:module>',
    }


def _text_odt(scripts: str, body: str, more: Mapping[str, str]) -> bytes:
    """An OpenDocument text with this body and further parts."""
    media = "application/vnd.oasis.opendocument.text"
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    content = (
        f'{head}<office:document-content {_NAMES} office:version="1.3">{scripts}'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    parts = {"content.xml": content, **{name: head + text for name, text in more.items()}}
    paths = {"/": media, **dict.fromkeys(parts, "text/xml"), **dict.fromkeys(("Basic/", "Basic/Standard/"), "")}
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in paths.items()
    )
    names = f'xmlns:manifest="{_OFFICE}:manifest:1.0" manifest:version="1.3"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", media, zipfile.ZIP_STORED)
        for name, text in parts.items():
            package.writestr(name, text)
        package.writestr("META-INF/manifest.xml", f"{head}<manifest:manifest {names}>{entries}</manifest:manifest>")
    return out.getvalue()
