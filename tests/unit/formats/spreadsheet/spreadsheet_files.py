"""Spreadsheets as other programs write them; nobody in them is real."""

import io
from collections.abc import Iterable, Sequence

from followup_core.formats.parsed_file import ParsedFile
from followup_core.formats.spreadsheet import ReadOptions, Sheet, layout_of, map_table, read_sheet

LINKEDIN_CONNECTIONS = (
    "\ufeffNotes:\r\n"
    '"When exporting your connection data, you may notice that some of the email addresses are missing."\r\n'
    "\r\n\r\n"
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"
    "Dana,Ruiz,https://www.linkedin.com/in/dana-ruiz,,Acme Robotics,Head of Data,05 Nov 2026\r\n"
    "Jo,Kim,https://www.linkedin.com/in/jokim,jo@borealis.example,Borealis AG,Recruiter,01 Jan 2024\r\n"
    ",,,,,,\r\n"
).encode()

LINKEDIN_APPLICATIONS = (
    b"Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,"
    b"Question And Answers\n"
    b'"3/7/24, 2:22 PM",ana@mail.example,,Acme Robotics,Data analyst,https://jobs.example/1,cv.pdf,\n'
    b'"4/20/24, 9:05 AM",ana@mail.example,,Borealis,Engineer,https://jobs.example/2,cv.pdf,\n'
)

HUNTR = (
    "id,title,location,url,companyName,listName,htmlDescription\n"
    '1,Data analyst,Lisbon,https://jobs.example/1,Acme Robotics,Interview,"<p>Long</p>"\n'
    "2,Engineer,Remote,https://jobs.example/2,Borealis,Wishlist,\n"
    "3,Planner,,https://jobs.example/3,Çelik,Rejected,\n"
).encode()

HUNTR_BOARD = (
    b"Employer,Job Title,List,URL,Location,Salary,Date Saved,Notes\n"
    b"Acme Robotics,Data analyst,Interviews,https://jobs.example/1,Lisbon,,2026-10-01,Friendly\n"
)

TEAL = (
    b"Job Position,Company,Max. Salary,Location,Status,Date Saved,Deadline,Date Applied,Follow up,"
    b"Excitement\n"
    b"Data analyst,Acme Robotics,60000,Lisbon,Interviewing,10/01/2026,,10/02/2026,,4\n"
    b"Engineer,Borealis,,Remote,Applied,10/01/2026,,10/02/2026,,3\n"
)

JOBSYNC = (
    b"index,createdAt,applied,appliedDate,Company,JobTitle,jobType,workplaceType,Location,JobSource,Status\n"
    b"1,2026-10-01T10:00:00.000Z,true,2026-10-02,Acme Robotics,Data analyst,FT,Hybrid,Lisbon,LinkedIn,"
    b"interview\n"
)

TEMPLATE = (
    b"Company Name,Position,Application Date,Application Status,Contact Person,Contact Email,Interview Date,"
    b"Follow-up Date,Notes\n"
    b"Acme Robotics,Data analyst,1/10/2026,Interview,Dana Ruiz,dana@acme.example,25/10/2026,,Friendly\n"
    b"Borealis,Engineer,1/10/2026,Applied,,,,,\n"
)

GOOGLE = (
    b"First Name,Middle Name,Last Name,Organization Name,Organization Title,Notes,E-mail 1 - Value,"
    b"E-mail 2 - Value,Phone 1 - Value\n"
    b"Dana,,Ruiz,Acme Robotics,Head of Data,,dana@acme.example ::: d@home.example,,+351 21 000 00 00\n"
    b",,,Nobody Ltd,,,info@nobody.example,,\n"
)

GOOGLE_OLD = (
    b"Name,Given Name,Family Name,Notes,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Value,"
    b"Organization 1 - Name,Organization 1 - Title\n"
    b"Dana Ruiz,Dana,Ruiz,,Work,dana@acme.example,,Acme Robotics,Head of Data\n"
)

OUTLOOK = (
    b"First Name,Middle Name,Last Name,Company,Job Title,Business Phone,Mobile Phone,E-mail Address,Notes\n"
    b"Dana,,Ruiz,Acme Robotics,Head of Data,,+351 91 000 00 00,dana@acme.example,\n"
)


def xlsx(*sheets: tuple[str, Iterable[Sequence[object]]]) -> bytes:
    import openpyxl  # type: ignore[import-untyped]  # takes 0.4 s, and few tests need it

    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_of(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV, for cells without commas and quotes."""

    return "".join(",".join(row) + "\n" for row in rows).encode()


def mapped(data: bytes, *, zone: str = "", day_first: bool | None = None, name: str = "x.csv") -> ParsedFile:
    """Return what a file's own layout makes of it."""
    sheet = read_sheet(name, data)
    layout = layout_of(sheet)
    return map_table(sheet, layout, layout.mapping, day_first=day_first, zone=zone)


def read(data: bytes | str, name: str = "file.csv", reading: ReadOptions | None = None) -> Sheet:
    """Read a table or workbook."""
    raw = data.encode() if isinstance(data, str) else data
    return read_sheet(name, raw, reading or ReadOptions())


def rows(sheet: Sheet) -> list[tuple[str, ...]]:
    return [row.cells for row in sheet.rows]
