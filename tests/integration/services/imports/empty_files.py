"""Files of every kind of which nothing comes in, each with its sentence and the command's exit code."""

from dataclasses import dataclass

from followup_core.formats.archive import manifest
from followup_core.zip_files import BACKUP_MANIFEST, write_zip
from tests.integration.services.imports.archives import make_archive
from tests.integration.services.workspaces import TODAY
from tests.unit.formats.invitations import calendar, event

_JOBS = "Company,Position,Status,Interview date\n"
_LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
_GOOGLE = "First Name,Last Name,Organization Name,E-mail 1 - Value\n"
_PERSON = "BEGIN:VCARD\nVERSION:3.0\n{}\nEND:VCARD\n"
_DAY = "DTSTART:20261120T100000Z"
_MET = "Add the people you met to their interviews, then choose the file again."
_AGAIN = "Save it again where it came from, or choose another one."
_LATER = "Once you have the day of an interview, add it to the file and choose it again."
_TABLES = {name: data.partition(b"\n")[0] + b"\n" for name, data in make_archive({}).tables.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A file, the sentence about it on the page and the command line, and the command's exit code."""

    name: str
    data: bytes | str
    said: str
    code: int = 0

    @property
    def file(self) -> bytes:
        """The file's bytes."""
        return self.data.encode() if isinstance(self.data, str) else self.data


CASES = {
    "applications": Case(
        name="jobs.csv",
        data=_JOBS + "Acme,Analyst,Applied,\nCelik,Clerk,Applied,\n",
        said=f"2 rows, all of them applications without an interview. {_LATER}",
        code=1,
    ),
    "one application": Case(
        name="jobs.csv",
        data=_JOBS + "Acme,Analyst,Applied,\n",
        said=f"1 row, and it is an application without an interview. {_LATER}",
        code=1,
    ),
    "several reasons": Case(
        name="jobs.csv",
        data=_JOBS + "Acme,Analyst,Applied,\nCelik,,Rejected,\n,Clerk,Interview,2026-11-02\n",
        said="3 rows: 1 is an application without an interview, 1 ended without an interview and"
        f" 1 can't be used as written. {_LATER} If an interview took place, add its day to the file and"
        " choose it again. See below what to correct.",
        code=1,
    ),
    "a table of only a header": Case(name="jobs.csv", data=_JOBS, said=f"This file holds no rows. {_AGAIN}"),
    "connections": Case(
        name="Connections.csv",
        data=_LINKEDIN + "Ada,Byron,,,Elsewhere,Clerk,18 Nov 2026\n" * 3,
        said=f"3 connections, none of which matches anyone you met. {_MET}",
    ),
    "connections of only a header": Case(
        name="Connections.csv", data=_LINKEDIN, said=f"This file holds no connections. {_AGAIN}"
    ),
    "Google contacts without names": Case(
        name="contacts.csv",
        data=_GOOGLE + ",,Elsewhere,ada@example.org\n,,Elsewhere,jo@example.org\n",
        said="2 contacts, none of them with a name. Enter the person by hand.",
        code=1,
    ),
    "Google contacts of only a header": Case(
        name="contacts.csv", data=_GOOGLE, said=f"This file holds no contacts. {_AGAIN}"
    ),
    "a vCard of nobody": Case(
        name="card.vcf",
        data=_PERSON.format("ORG:Elsewhere"),
        said="1 card, and it names nobody. Enter the person by hand.",
        code=1,
    ),
    "vCards of which one is cut off": Case(
        name="card.vcf",
        data=_PERSON.format("ORG:Elsewhere") + "BEGIN:VCARD\nFN:Ada",
        said="2 cards: 1 names nobody and 1 can't be used as written. Enter the person by hand."
        " See below what to correct.",
        code=1,
    ),
    "a canceled invitation": Case(
        name="invitation.ics",
        data=event("SUMMARY:Interview at Acme", _DAY, method="CANCEL"),
        said="1 calendar entry, and it was canceled."
        " If you have the interview here, delete it or change its day by hand.",
        code=1,
    ),
    "an answer to an invitation": Case(
        name="answer.ics",
        data=event("SUMMARY:Interview at Acme", _DAY, method="REPLY"),
        said="1 calendar entry, and it is an answer, not an invitation."
        " Choose the file of the invitation itself.",
        code=1,
    ),
    "a calendar without an interview": Case(
        name="calendar.ics",
        data=calendar(
            *(
                line
                for each in range(4)
                for line in ("BEGIN:VEVENT", f"UID:{each}@x", "SUMMARY:Dentist", _DAY, "END:VEVENT")
            )
        ),
        said="4 calendar entries, none of them an interview, judging by the titles."
        " To import one anyway, save it as a file of its own.",
        code=1,
    ),
    "a table of ours without ids": Case(
        name="people.csv",
        data='"person_id","name"\n"","Ada Byron"\n',
        said="1 row, and it can't be used as written. See below what to correct.",
        code=1,
    ),
    "tables of ours without a row": Case(
        name="tables.zip",
        data=write_zip([(f"{name}.csv", data) for name, data in _TABLES.items()], TODAY),
        said=f"This file holds no rows. {_AGAIN}",
    ),
    "a backup of which no row can be used": Case(
        name="backup.zip",
        data=write_zip(
            [
                (BACKUP_MANIFEST, manifest("", TODAY)),
                ("people.csv", _TABLES["people"] + b'"p-1"' + b',""' * 7 + b"\n"),
            ],
            TODAY,
        ),
        said="1 row, and it can't be used as written. See below what to correct.",
        code=1,
    ),
}
