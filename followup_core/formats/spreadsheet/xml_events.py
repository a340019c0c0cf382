"""An event-based XML parser, with a limit on everything that could grow without one."""

from collections.abc import Mapping
from typing import Protocol
from xml.parsers import expat

from .zip_limits import damaged_workbook, unpacked_too_large

MAX_EVENTS = 2_200_000
"""Starts and ends of elements in one workbook; 5,000 rows of 100 filled cells have two million."""

_DEEPEST = 200
_MOST_ATTRIBUTES = 100
_CHUNK = 65_536
_LONGEST_TAG = 4 * _CHUNK

Attributes = Mapping[str, str]


class XmlHandler(Protocol):
    """Receives the events of a document; names come without their prefix."""

    def begin(self, name: str, attributes: Attributes) -> None:
        """Handle the start of an element."""

    def end(self, name: str) -> None:
        """Handle the end of an element."""

    def text(self, text: str) -> None:
        """Handle a piece of text."""


def events_in(xml: bytes) -> int:
    """Return the maximum number of events that parsing this document can produce."""
    return xml.count(b"<") + xml.count(b"/>")


def parse_xml(xml: bytes, watcher: XmlHandler) -> None:
    """Pass the events of a document to the handler.

    Raises:
        UnreadableFile: It is not XML, or a hostile document.
    """
    if events_in(xml) > MAX_EVENTS:
        raise unpacked_too_large()
    depth = 0
    begin, end = watcher.begin, watcher.end

    def on_begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST or len(attributes) > _MOST_ATTRIBUTES:
            raise damaged_workbook()
        begin(name.rpartition(":")[2], attributes)

    def on_end(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name.rpartition(":")[2])

    parser = expat.ParserCreate("UTF-8")  # whatever it declares, so that all readers see the same
    parser.buffer_text = True
    parser.StartElementHandler = on_begin
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = watcher.text
    try:
        for start in range(0, len(xml), _CHUNK):
            parser.Parse(xml[start : start + _CHUNK], False)
            if start - parser.CurrentByteIndex > _LONGEST_TAG:
                raise damaged_workbook()
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise damaged_workbook() from error
