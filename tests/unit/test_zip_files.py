"""ZIP files: what is written is read back, and nothing is read beyond the limits."""

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.zip_files import UnreadableZip, ZipFault, read_zip, write_zip

DAY = date(2026, 11, 18)
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20)


def fault_of(data: bytes, *, max_files: int = 10, max_bytes: int = 10_000) -> ZipFault:
    with pytest.raises(UnreadableZip) as refused:
        read_zip(data, max_files=max_files, max_bytes=max_bytes)
    return refused.value.fault


@settings(max_examples=40)
@given(st.dictionaries(NAMES, st.binary(max_size=200), max_size=5))
def test_what_is_written_is_read_back(files: dict[str, bytes]) -> None:
    data = write_zip(files.items(), DAY)
    assert read_zip(data, max_files=5, max_bytes=1_000) == files
    assert write_zip(files.items(), DAY) == data


def test_a_limit_is_a_limit_to_the_byte_and_to_the_file() -> None:
    data = write_zip([("a", b"x" * 600), ("b", b"y" * 400)], DAY)
    assert len(read_zip(data, max_files=2, max_bytes=1_000)) == 2
    assert fault_of(data, max_bytes=999) is ZipFault.TOO_LARGE
    assert fault_of(data, max_files=1) is ZipFault.TOO_MANY_FILES


def test_what_is_no_zip_is_cut_short_changed_or_doubled_is_refused() -> None:
    data = write_zip([("a", b"x" * 600)], DAY)
    assert fault_of(b"PK is not enough") is ZipFault.NOT_A_ZIP
    assert fault_of(data.replace(b"PK\x01\x02", b"PK\x01\x03")) is ZipFault.DAMAGED
    doubled = io.BytesIO()
    with zipfile.ZipFile(doubled, "w") as archive:
        archive.writestr("a", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a", b"2")
    assert fault_of(doubled.getvalue()) is ZipFault.SAME_NAME_TWICE


def test_a_header_that_lies_about_the_size_gets_no_byte_more() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", b"0" * 1_000_000)
    data = out.getvalue().replace((1_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert fault_of(data, max_bytes=1_000) is ZipFault.DAMAGED


def test_another_compression_than_everybodys_is_refused() -> None:
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as archive:
            archive.writestr("a", b"1")
        assert fault_of(out.getvalue()) is ZipFault.UNUSUAL_COMPRESSION
