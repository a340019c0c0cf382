"""What a person or a file calls something stays text: no page makes a link, a picture or a script of it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from followup_core.models import SCHEMA
from followup_core.store import Change, CsvStore
from tests.integration.services import workspaces
from tests.support.browser_page import DESKTOP, Visitor, visiting
from tests.support.program import Program, running

from .browser_workshops import join, lead, open_up, prepare

ELSEWHERE = (
    "qz https://evil.example/x HTTP://evil.example www.evil.example evil.example a.b@evil.example"
    " <script>alert(1)</script> ![x](https://evil.example/x.png) [c](https://evil.example) <https://evil.example>"
    " :red[r] :material/home: :smile: $x^2$ <img src=x onerror=alert(1)> \u202egnp"
)
"""Every way known to make text live; the word at its beginning tells that it was shown."""

_INTERVIEWS = {
    "open": {"held_at": "2026-11-17T10:00", "decision_by": "2026-11-30"},
    "due": {"held_at": "2026-11-02T10:00", "decision_by": "2026-11-13"},
    "coming": {"held_at": "2026-11-23T10:00"},
    "over": {
        "held_at": "2026-10-02T10:00",
        "outcome": "rejected",
        "outcome_on": "2026-11-16",
        "still_interested": "yes",
    },
}
_LIVE = """own => [...document.querySelectorAll('a[href], img, iframe, object, embed')]
  .filter(part => !part.closest('[data-testid=stLinkButton]'))
  .map(part => part.href ?? part.src ?? part.outerHTML)
  .filter(address => !address.startsWith(own) && !address.startsWith('data:') && address !== '')
"""
_UNFOLD = "() => document.querySelectorAll('details:not([open]) > summary').forEach(part => part.click())"
_TURNED = "() => document.querySelectorAll('.katex, [data-testid=stMain] script').length"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    data = tmp_path_factory.mktemp("text") / "data"
    store = CsvStore(data / "personal")
    store.save_operation(workspaces.moment().operation("Filled"), lambda _: list(rows()))
    store.close()
    with running(data) as found:
        yield found


def rows() -> Iterator[Change]:
    """Yield rows with the text in each field of each table that takes one."""
    for interview_id, cells in _INTERVIEWS.items():
        text = dict.fromkeys(("organization", "role", "notes"), f"{ELSEWHERE} {interview_id}")
        yield row("interviews", interview_id=interview_id, **text, **cells)
        yield row(
            "interviewers",
            interview_id=interview_id,
            person_id="p",
            part="hiring_manager",
            discussed=ELSEWHERE,
        )
        yield row(
            "answers",
            interview_id=interview_id,
            person_id="p",
            item="agreed_linkedin",
            answer="yes",
            detail=ELSEWHERE,
        )
        if interview_id != "coming":
            note = f"Subject: {ELSEWHERE}\n\n{ELSEWHERE}" if interview_id == "due" else ELSEWHERE
            yield row(
                "touchpoints",
                touchpoint_id=interview_id,
                interview_id=interview_id,
                person_id="p",
                kind="question",
                sent_on="2026-11-17",
                responded_on="2026-11-18",
                response="reply",
                note=note,
            )
    fields = ("name", "organization", "title", "phone", "linkedin_url", "notes")
    yield row("people", person_id="p", email="a@evil.example", **dict.fromkeys(fields, ELSEWHERE))
    for key in ("name", "phone", "linkedin_url", "strengths"):
        yield row("settings", key=key, value=ELSEWHERE)
    yield row("settings", key="email", value="me@evil.example")
    yield row("settings", key="readable_handwriting", value="yes")


def row(table: str, **cells: str) -> Change:
    whole = {**dict.fromkeys(SCHEMA[table].columns, ""), **cells}
    return Change(table=table, key=SCHEMA[table].key_of(whole), row=whole)


def unfolded(visitor: Visitor) -> None:
    """Open all that is folded on the page."""
    visitor.settle()
    visitor.page.evaluate(_UNFOLD)
    visitor.settle()


def is_text(visitor: Visitor) -> bool:
    """Hold the page to showing text as text; return whether the hostile one is on it."""
    unfolded(visitor)
    assert visitor.page.evaluate(_LIVE, visitor.url) == []
    assert visitor.page.evaluate(_TURNED) == 0
    return "qz" in visitor.page.content()


def test_no_name_and_no_note_is_a_link_on_any_page(browser: Browser, program: Program) -> None:
    with visiting(browser, program.url, DESKTOP) as visitor:
        shown = {}
        for address in addresses():
            visitor.open(address)
            shown[address] = is_text(visitor)
        for side in ("People", "Details"):
            visitor.open("interview?interview=due")
            visitor.tap(visitor.choice(side))
            shown[side] = is_text(visitor)
        for side in ("Dates", "Calendar", "Your data", "Phones", "Workshop", "Career centers"):
            visitor.open("settings")
            visitor.tap(visitor.choice(side))
            is_text(visitor)
        assert [where for where, found in shown.items() if not found] == []
        assert visitor.overheard.elsewhere(program.url) == []


def addresses() -> Iterator[str]:
    yield from ("", "interviews", "checklist", "messages", "response_rates", "settings")
    for interview_id in _INTERVIEWS:
        yield f"interview?interview={interview_id}"
    for kind in (
        "thank_you_email",
        "thank_you_note",
        "status_email",
        "voicemail",
        "keep_in_touch",
        "question",
    ):
        yield f"message?interview=due&kind={kind}&person=p"


def test_no_question_of_the_checklist_and_no_saved_word_is_a_link(browser: Browser, program: Program) -> None:
    with visiting(browser, program.url, DESKTOP) as visitor:
        visitor.open("checklist?interview=open")
        for _ in range(30):
            assert is_text(visitor)
            if visitor.link("See today").count():
                break
            visitor.tap(visitor.onward())
            visitor.settle()
        visitor.tap("All answers")
        visitor.sees("All your answers")
        assert is_text(visitor)
        visitor.open("")
        visitor.page.get_by_text("Leave alone:").click()
        visitor.tap("They answered")
        visitor.sees("What did they say?")
        assert is_text(visitor)
        assert visitor.overheard.elsewhere(program.url) == []


FILES = {
    "invitation.ics": "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART:20261201T100000Z\n"
    'SUMMARY:Interview with {text}\nLOCATION:{text}\nORGANIZER;CN="{name}":mailto:a@evil.example\n'
    'ATTENDEE;CN="{name}":mailto:b@evil.example\nEND:VEVENT\nEND:VCALENDAR\n',
    "card.vcf": "BEGIN:VCARD\nVERSION:3.0\nFN:{text}\nORG:{text}\nTITLE:{text}\nEMAIL:a@evil.example\n"
    "END:VCARD\n",
    "table.csv": "Company,Role,Interview Date,Contact Person,Notes\n"
    '"{text}","{text}",2026-12-01,"{text}","{text}"\n'
    '"{text}","{text}",,"{text}","{text}"\n',
    "own.csv": '{name},Who www.evil.example,a@evil.example\n"{text}","{text}",2026-12-01\n',
    "Connections.csv": "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    '"{text}","{name}",https://evil.example/in/x,a@evil.example,"{text}","{text}",17 Nov 2026\n',
}


@pytest.mark.parametrize("file", FILES)
def test_nothing_in_a_file_is_a_link(browser: Browser, program: Program, file: str) -> None:
    name = "qz www.evil.example a@evil.example"
    text = FILES[file].format(text=ELSEWHERE.replace('"', ""), name=name)
    with visiting(browser, program.url, DESKTOP) as visitor:
        visitor.open("import_file")
        visitor.page.locator("input[type=file]").first.set_input_files(
            {"name": file, "mimeType": "text/plain", "buffer": text.encode()}
        )
        visitor.page.get_by_test_id("stFileUploader").first.get_by_text(file).wait_for()
        assert is_text(visitor)
        assert visitor.overheard.elsewhere(program.url) == []


def test_no_workshop_and_no_plan_makes_a_link(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with (
        running(tmp_path_factory.mktemp("room") / "data", mode="workshop") as program,
        visiting(browser, program.url, DESKTOP) as host,
        visiting(browser, program.url) as phone,
    ):
        lead(host, program)
        prepare(host, title="qz https://evil.example www.evil.example a@evil.example <b>b</b> :smile: $x$")
        assert is_text(host)
        assert "qz" in host.page.inner_text("h1")
        code = open_up(host)
        assert is_text(host)
        join(phone, code)
        is_text(phone)
        host.open("wall")
        assert is_text(host)
        assert host.overheard.elsewhere(program.url) == phone.overheard.elsewhere(program.url) == []
