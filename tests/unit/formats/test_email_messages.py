"""Mail: opened by a standard parser with the text intact, and no way into the headers."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from urllib.parse import parse_qs, urlsplit

from hypothesis import example, given, settings
from hypothesis import strategies as st

from followup_core.formats.email_messages import MAX_LINK_LENGTH, draft_email_file, mailto
from tests.unit.row_table import each_row

HEADERS = {"To", "Subject", "From", "X-Unsent", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"}


def opened(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").rstrip("\n").split("\n")


@each_row("body", ["Größe, façade, Žofie", "Thank you 🙂", "x" * 5_000, ".\n.hidden dot"])
def test_any_text_is_read_back_as_it_was(body: str) -> None:
    message = opened(draft_email_file("dana@example.org", "Grüße", body, "me@example.org"))
    assert lines(message.get_content()) == lines(body)
    assert message["Subject"] == "Grüße"
    assert not message.defects


@each_row("hostile", ["a@b.c\r\nBcc: evil@x.y", "a@b.c, evil@x.y", '"x" <evil@x.y>, a@b.c'])
def test_nothing_in_an_address_begins_a_header_or_a_second_address(hostile: str) -> None:
    message = opened(draft_email_file(hostile, f"Hello\nBcc: {hostile}", "text", hostile))
    assert set(message.keys()) <= HEADERS
    assert len(message["To"].addresses) <= 1
    assert message["Bcc"] is None


@settings(max_examples=40)
@example(to="dana@", subject="", body="")
@given(to=st.text(max_size=80), subject=st.text(max_size=80), body=st.text(max_size=300))
def test_whatever_the_words_the_headers_stay_ours(to: str, subject: str, body: str) -> None:
    message = opened(draft_email_file(to, subject, body))
    assert set(message.keys()) <= HEADERS
    assert "\n" not in message["Subject"]
    link = mailto(to, subject, body)
    assert len(link) <= MAX_LINK_LENGTH
    assert not link or link.isascii()


def test_a_link_carries_subject_and_lines_and_never_a_plus_for_a_blank_and_is_none_if_too_long() -> None:
    link = mailto("dana@example.org", "Thank you & hello", "One + one\nis two.")
    assert "+" not in link
    query = parse_qs(urlsplit(link).query)
    assert query == {"subject": ["Thank you & hello"], "body": ["One + one\r\nis two."]}
    assert mailto("dana@example.org", "s", "word " * 400) == ""
    assert mailto("dana@example.org", "s", "word " * 100)
