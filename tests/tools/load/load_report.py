"""Prints the figures of a load run as a table and as notes."""

from dataclasses import dataclass, replace

from .server_process import Usage

HEAD = (
    "what",
    "phones",
    "done",
    "p50 ms",
    "p95 ms",
    "max ms",
    "errors",
    "lost",
    "server MB",
    "server CPU s",
    "harness CPU s",
    "others CPU s",
    "of s",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The results of one scenario; `lost` is None if nothing is stored."""

    name: str
    phones: int
    seconds: tuple[float, ...]
    errors: tuple[str, ...]
    lost: int | None
    usage: Usage
    notes: tuple[str, ...] = ()

    def with_notes(self, *more: str) -> "Outcome":
        """Return the outcome with these notes added."""
        return replace(self, notes=(*self.notes, *more))

    def percentile(self, share: float) -> float:
        """Return the milliseconds within which this share of the actions ended (nearest rank)."""
        if not self.seconds:
            return float("nan")
        ranked = sorted(self.seconds)
        return 1000 * ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def row(outcome: Outcome) -> tuple[str, ...]:
    """Return one line of the table, in the order of HEAD."""
    usage = outcome.usage
    return (
        outcome.name,
        str(outcome.phones),
        str(len(outcome.seconds)),
        *(f"{outcome.percentile(share):.1f}" for share in (0.50, 0.95, 1.0)),
        str(len(outcome.errors)),
        "" if outcome.lost is None else str(outcome.lost),
        f"{usage.memory_before:.0f} to {usage.memory_after:.0f}",
        *(
            f"{amount:.1f}"
            for amount in (usage.server_cpu, usage.harness_cpu, usage.others_cpu, usage.seconds)
        ),
    )


def table(outcomes: list[Outcome]) -> str:
    """Return the table in Markdown, its columns aligned."""
    lines = [HEAD, *(row(outcome) for outcome in outcomes)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    shown = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in lines
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([shown[0], rule, *shown[1:]])


def details(outcomes: list[Outcome]) -> str:
    """Return the notes of each scenario, and its first five errors."""
    lines = []
    for outcome in outcomes:
        lines += [f"- {outcome.name}: {note}" for note in outcome.notes]
        lines += [f"- {outcome.name}: ERROR {error[:300]}" for error in outcome.errors[:5]]
    return "\n".join(lines)


def against(ours: Outcome, bare: Outcome) -> str:
    """Return a note that gives the program's latency as a multiple of the bare page's."""
    ratios = (ours.percentile(share) / bare.percentile(share) for share in (0.50, 0.95))
    half_ratio, p95_ratio = (f"{ratio:.2f}" for ratio in ratios)
    return f"against a bare page under the same load: {half_ratio} times its p50, {p95_ratio} times its p95"
