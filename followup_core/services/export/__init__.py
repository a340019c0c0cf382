"""Exports of a workspace: a workbook, CSV tables, and a ZIP that the program can import again."""

from .export_files import (
    ExportTooLarge,
    render_archive,
    render_csv_files,
    render_csv_zip,
    render_summary_csv,
    render_xlsx,
)
from .export_writer import EXPORT_KINDS, ExportNotWritten, write_export

__all__ = [
    "EXPORT_KINDS",
    "ExportNotWritten",
    "ExportTooLarge",
    "render_archive",
    "render_csv_files",
    "render_csv_zip",
    "render_summary_csv",
    "render_xlsx",
    "write_export",
]
