"""Everything a candidate has, on its way out: a workbook, tables, and a file that comes in again."""

from .export_files import TooLarge, as_csv_files, as_csv_zip, as_summary_csv, as_xlsx, as_zip
from .export_writer import KINDS, NotWritten, write_out

__all__ = [
    "KINDS",
    "NotWritten",
    "TooLarge",
    "as_csv_files",
    "as_csv_zip",
    "as_summary_csv",
    "as_xlsx",
    "as_zip",
    "write_out",
]
