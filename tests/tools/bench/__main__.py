"""Measure, and print each figure as a ratio within this run; the figures are a report, not a test."""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from followup_core.messages import LintContext, draft, lint, load_phrases, load_templates
from followup_core.models import SCHEMA, MessageKind
from followup_core.services import workspace_registry
from followup_core.services.messages.own_wording import SAMPLE_FACTS
from followup_core.services.record_cache import parse_records
from followup_core.store import Change, CsvStore, Operation

from .bench_workspace import TODAY, fill
from .clients import ROOT, Client, serving
from .constant import BARE, write_constant
from .counting import (
    by_pandas,
    check_same_work,
    from_files,
    from_snapshot,
    peak_memory,
    reading,
    seconds_per_interview,
)
from .export import export
from .importing import as_csv, as_xlsx, importing, parsing_csv, parsing_xlsx
from .importing import reading as reading_file
from .starts import BARE as BARE_START
from .starts import command, starting


@dataclass(frozen=True)
class Figure:
    """One comparison: our milliseconds, those of the other, and the ratio that is the goal."""

    name: str
    ours: float
    other: float
    goal: float | None

    @property
    def ratio(self) -> float:
        """How many times as long ours takes as the other."""
        return self.ours / self.other


def compare(ours: Callable[[], float], other: Callable[[], float], times: int) -> tuple[float, float]:
    """Run two calls in turn, and return their median milliseconds; less than three runs get no warm-up."""
    if times > 2:
        for call in (ours, other):
            call(), call()
    pairs = [(ours(), other()) for _ in range(times)]
    return 1000 * statistics.median(a for a, _ in pairs), 1000 * statistics.median(b for _, b in pairs)


def timed(call: Callable[[], object]) -> Callable[[], float]:
    """Return a function that runs `call` and returns its seconds."""

    def run() -> float:
        start = time.perf_counter()
        call()
        return time.perf_counter() - start

    return run


def starts(folder: Path, times: int) -> list[Figure]:
    """Measure everyday commands against a bare interpreter and against each other."""
    workspace = folder / "starts"
    fill(workspace, 20)
    due = command(workspace, "due")
    draft = command(workspace, "draft", "status_email", "--interview", "i-00003")
    few = max(times // 3, 2)
    a, b = compare(timed(due), timed(starting(folder / "compiled", *BARE_START)), few)
    c, d = compare(timed(draft), timed(due), few)
    return [
        Figure("due, against a bare start with csv, json and argparse", a, b, 5),
        Figure("draft, against due", c, d, 1.5),
    ]


def reruns(folder: Path, times: int) -> list[Figure]:
    """Measure Today and the checklist against constant elements, a bare page, and 1,000 interviews."""
    figures = []
    today = TODAY.isoformat()
    os.environ |= {"FOLLOWUP_TODAY": today}
    for size in (20, 1000):
        fill(folder / str(size) / "personal", size)
    bare = folder / "bare.py"
    bare.write_text(BARE, encoding="utf-8")
    with ExitStack() as stack:
        ports = {
            size: stack.enter_context(serving(ROOT / "app.py", folder / str(size), today))
            for size in (20, 1000)
        }
        bare_port = stack.enter_context(serving(bare, folder / "none", today))
        for page in ("today", "checklist"):
            interview = "i-00003" if page == "checklist" else ""
            query = f"interview={interview}" if interview else ""
            os.environ["FOLLOWUP_DATA_DIR"] = str(folder / "20")
            script = write_constant(folder / f"constant-{page}", page, interview)
            workspace_registry.close_all()
            constant_port = stack.enter_context(serving(script, folder / "none", today))
            url = "" if page == "today" else page
            ours = Client(ports[20], url, query)
            large = Client(ports[1000], url, query)
            constant_page, bare_page = Client(constant_port), Client(bare_port)
            for client in (ours, large, constant_page, bare_page):
                client.rerun()
            a, b = compare(ours.rerun, constant_page.rerun, times)
            figures.append(Figure(f"{page}: rerun, against constants ({ours.elements} elements)", a, b, 1.5))
            a, b = compare(ours.rerun, bare_page.rerun, times)
            figures.append(Figure(f"{page}: rerun, against a bare page", a, b, 3.5 if page == "today" else 4))
            a, b = compare(large.rerun, ours.rerun, times)
            figures.append(Figure(f"{page}: rerun with 1,000 interviews, against 20", a, b, 1.5))
            if page == "checklist":
                few_times = min(times, 8)
                small_taps, large_taps = answering(ports[20], 0), answering(ports[1000], 0)
                a, b = compare(small_taps, constant_page.rerun, few_times)
                figures.append(Figure("checklist: an answer saved, against a rerun of constants", a, b, None))
                a, b = compare(large_taps, answering(ports[20], 10), few_times)
                figures.append(
                    Figure("checklist: an answer saved with 1,000 interviews, against 20", a, b, None)
                )
            for client in (ours, large, constant_page, bare_page):
                client.close()
    return figures


def statistics_page(folder: Path, times: int) -> list[Figure]:
    """Measure the statistics page with 1,000 interviews against the same elements from constants."""
    today = TODAY.isoformat()
    os.environ |= {"FOLLOWUP_TODAY": today, "FOLLOWUP_DATA_DIR": str(folder / "data")}
    export(folder / "data" / "personal", 1000)
    workspace_registry.close_all()
    script = write_constant(folder / "constant", "response_rates", "")
    workspace_registry.close_all()
    with (
        serving(ROOT / "app.py", folder / "data", today) as port,
        serving(script, folder / "none", today) as other,
    ):
        ours, constant = Client(port, "response_rates"), Client(other)
        ours.rerun()
        constant.rerun()
        a, b = compare(ours.rerun, constant.rerun, times)
        name = f"figures: rerun with 1,000 interviews, against constants ({ours.elements} elements)"
        ours.close()
        constant.close()
    return [Figure(name, a, b, 1.5)]


def answering(port: int, first: int) -> Callable[[], float]:
    """Return a function that answers a question of the next interview in a new tab at each call."""
    numbers = iter(range(first, 1000))

    def answer() -> float:
        client = Client(port, "checklist", f"interview=i-{next(numbers):05}")
        client.rerun()
        seconds = client.tap("No")
        client.close()
        return seconds

    return answer


def _saver(store: CsvStore) -> Callable[[], object]:
    count = iter(range(10**9))

    def save() -> None:
        number = next(count)
        row = {"interview_id": "i-00003", "item": "asked_time_frame", "answer": ("yes", "no")[number % 2]}
        operation = Operation(
            op_id=f"answer-{os.getpid()}-{number}", label="Answer", at="2026-11-18T08:00:00Z"
        )
        key = ("i-00003", "", "asked_time_frame")
        store.save_operation(operation, lambda _: [Change(table="answers", key=key, row=row)])

    return save


def saving(folder: Path, times: int) -> list[Figure]:
    """Measure saving an answer: against a bare write and fsync, and with 1,000 interviews against 10."""
    small, large = fill(folder / "s10", 10), fill(folder / "s1000", 1000)
    line = b"x" * _journal_line_size(folder / "s10", small)
    with (folder / "bare.bin").open("ab", buffering=0) as file:

        def bare() -> None:
            os.write(file.fileno(), line)
            os.fsync(file.fileno())

        a, b = compare(timed(_saver(small)), timed(bare), times * 5)
    figures = [Figure("save one answer, against write + fsync", a, b, 3)]
    a, b = compare(timed(_saver(large)), timed(_saver(small)), times * 5)
    return [*figures, Figure("save one answer, 1,000 interviews against 10", a, b, 1.2)]


def _journal_line_size(folder: Path, store: CsvStore) -> int:
    store.close()
    save = _saver(store)
    save()
    sizes = [path.stat().st_size for path in (folder / ".store").glob("journal-*")]
    save()
    return sum(path.stat().st_size for path in (folder / ".store").glob("journal-*")) - sum(sizes)


def opening(folder: Path, times: int) -> list[Figure]:
    """Measure opening a workspace of 1,000 interviews and 3,000 touchpoints, against pandas."""
    place = folder / "open"
    fill(place, 1000)

    def ours() -> None:
        parse_records(CsvStore(place).load())

    def pandas() -> None:
        for name in SCHEMA:
            pd.read_csv(
                place / f"{name}.csv",
                dtype=str,
                keep_default_na=False,
                na_filter=False,
                encoding="utf-8",
                on_bad_lines="error",
                index_col=False,
                skip_blank_lines=False,
            )

    def store_only() -> None:
        CsvStore(place).load()

    a, b = compare(timed(store_only), timed(pandas), times)
    c, d = compare(timed(ours), timed(pandas), times)
    return [
        Figure("open the store, against pandas.read_csv", a, b, 4),
        Figure("open and read into records, against pandas.read_csv", c, d, 4),
    ]


def counting(folder: Path, times: int) -> list[Figure]:
    """Measure the statistics of 1,000 and of 100,000 interviews against pandas and each other."""
    few, many = 1_000, 100_000 if times >= 10 else 5_000
    small, large = export(folder / "few", few), export(folder / "many", many)
    ours, theirs = from_snapshot(small), by_pandas(small)
    check_same_work(ours(), theirs())
    a, b = compare(timed(ours), timed(theirs), times)
    check_same_work(from_files(large)(), by_pandas(large)())
    c, d = compare(timed(from_files(large)), timed(reading(large)), min(times, 7))
    one_of_many = seconds_per_interview(from_files(large), many, 1)
    one_of_few = seconds_per_interview(from_files(small), few, 10)
    e, f = compare(one_of_many, one_of_few, min(times, 5))
    return [
        Figure(f"figures of {few:,} interviews, against a pandas group-by", a, b, 3),
        Figure(f"{many:,} interviews read and counted, against pandas.read_csv", c, d, 3),
        Figure(f"{many:,} interviews: most memory (MB), against 1,024", peak_memory(large), 1024, 1),
        Figure(f"one interview of {many:,}, against one of {few:,}", e, f, 1),
    ]


def messages(folder: Path, times: int) -> list[Figure]:
    """Measure drafting and checking a thank-you, in a panel of four and with ten other interviews."""
    templates = load_templates(workspace_registry.PLAYBOOK_DIR / "messages")
    phrases = load_phrases(workspace_registry.PLAYBOOK_DIR)
    panel = tuple(
        (
            name,
            draft(replace(SAMPLE_FACTS, panel_index=index), MessageKind.THANK_YOU_EMAIL, templates).message,
        )
        for index, name in enumerate(("Tomas Berg", "Maeve Donnelly", "Ravi Menon"), start=1)
    )
    context = LintContext(
        facts=SAMPLE_FACTS,
        today=TODAY,
        elsewhere_people=tuple(f"Person{n} Name{n}" for n in range(10)),
        elsewhere_organizations=tuple(f"Organization {n}" for n in range(10)),
        panel=panel,
    )

    def ours() -> None:
        lint(draft(SAMPLE_FACTS, MessageKind.THANK_YOU_EMAIL, templates).message, context, phrases)

    measure = timed(ours)
    milliseconds = 1000 * statistics.median(measure() for _ in range(3 * times))
    return [Figure("a message drafted and checked, against 5 ms", milliseconds, 5, 1)]


def importing_rows(folder: Path, times: int) -> list[Figure]:
    """Measure importing many rows, as CSV and as a workbook, against only parsing the file."""
    rows = 5_000 if times >= 10 else 500
    table, book = as_csv(rows), as_xlsx(rows)
    few = max(times // 6, 2)
    a, b = compare(timed(reading_file("a.csv", table)), timed(parsing_csv(table)), few)
    c, d = compare(timed(importing("a.csv", table, folder)), timed(parsing_csv(table)), few)
    e, f = compare(timed(importing("a.xlsx", book, folder)), timed(parsing_xlsx(book)), few)
    return [
        Figure(f"{rows:,} rows of CSV understood, against csv.reader", a, b, 10),
        Figure(f"{rows:,} rows of CSV brought in and saved, against csv.reader", c, d, 10),
        Figure(f"{rows:,} rows of XLSX brought in and saved, against openpyxl", e, f, 10),
    ]


PARTS: dict[str, Callable[[Path, int], list[Figure]]] = {
    "starts": starts,
    "reruns": reruns,
    "saving": saving,
    "opening": opening,
    "statistics": counting,
    "figures": statistics_page,
    "messages": messages,
    "importing": importing_rows,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure everything, or one part of it, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.bench")
    parser.add_argument("--quick", action="store_true", help="a few runs of each, to see that it works")
    parser.add_argument("--only", choices=list(PARTS))
    options = parser.parse_args(arguments)
    times = 1 if options.quick else 60
    print(f"{'figure':62} {'ours ms':>9} {'other ms':>9} {'ratio':>6} {'goal':>5}")
    for name, part in PARTS.items():
        if options.only in (None, name):
            with tempfile.TemporaryDirectory() as folder:
                for figure in part(Path(folder), times):
                    _print(figure)


def _print(figure: Figure) -> None:
    verdict = "" if figure.goal is None else "met" if figure.ratio <= figure.goal else "missed"
    print(
        f"{figure.name:62} {figure.ours:9.3f} {figure.other:9.3f} {figure.ratio:6.2f} {figure.goal or '':>5}"
        f" {verdict}",
        flush=True,
    )


if __name__ == "__main__":
    main()
