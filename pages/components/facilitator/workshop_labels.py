"""Labels on the facilitator's pages."""

from datetime import timedelta

from components import session
from components.markdown_text import escape_markdown
from followup_core.models.date_text import DayFormat
from followup_core.workshop import agenda, facilitator_questions
from followup_core.workshop.workshop_model import ActivityKind, PublicView, WorkshopStage

KIND_WORDS = {
    ActivityKind.TALK: "Talk",
    ActivityKind.POLL: "Poll",
    ActivityKind.WHAT_NOW: "What now?",
    ActivityKind.ROLE_PLAY: "Role-play",
    ActivityKind.DRAFT_SWAP: "Write and swap",
    ActivityKind.OWN_CHECKLIST: "Own checklist",
    ActivityKind.EVALUATION: "Evaluation",
}
STAGE_WORDS = {
    WorkshopStage.PLANNED: "Being prepared",
    WorkshopStage.OPEN: "Open",
    WorkshopStage.CLOSED: "Closed",
}
_RESULT_WORDS = {
    ActivityKind.WHAT_NOW: "show the answer",
    ActivityKind.ROLE_PLAY: "show what was noted",
}
_PROMPT_WORDS = {
    ActivityKind.TALK: "show part",
    ActivityKind.POLL: "ask question",
    ActivityKind.WHAT_NOW: "ask question",
    ActivityKind.ROLE_PLAY: "start role-play",
    ActivityKind.DRAFT_SWAP: "start thank-you",
    ActivityKind.EVALUATION: "ask question",
}
_COUNTED_DOWN = timedelta(minutes=2)


def day_words(public_view: PublicView) -> str:
    """Return the date of a workshop in words."""
    return DayFormat(today=session.today()).full(public_view.plan.held_on)


def deletion_words(public_view: PublicView) -> str:
    """Return when a workshop's data is deleted, worded to follow "Everything is deleted"."""
    return session.deletion_words(public_view.plan.keep_days, public_view.delete_at)


def joined_words(public_view: PublicView) -> str:
    """Return how many joined, as a sentence."""
    if public_view.stage is WorkshopStage.PLANNED:
        return "Nobody can join yet."
    return "Nobody has joined." if not public_view.joined else f"{public_view.joined} joined."


def time_left_words(left: timedelta) -> str:
    """Return the time left for an activity, or how far it is over; the last two minutes to the second."""
    if timedelta() < left <= _COUNTED_DOWN:
        return f"{countdown(left)} left"
    minutes = agenda.minutes_in(left)
    if minutes > 0:
        return f"{minutes} min left"
    return "Time is up" if minutes == 0 else f"{-minutes} min over"


def countdown(left: timedelta) -> str:
    """Return the time left as on a kitchen timer, "4:05"; in words once it is over."""
    if left <= timedelta():
        return time_left_words(left)
    minutes, seconds = divmod(int(left.total_seconds()), 60)
    return f"{minutes}:{seconds:02}"


def next_step_words(public_view: PublicView) -> str:
    """Return what the next button does, worded to follow "Next:"; '' at the end."""
    steps = agenda.agenda_steps(public_view.plan)
    after = agenda.step_after(steps, public_view.step_index)
    if after is None:
        return ""
    now = None if public_view.step_index is None else steps[public_view.step_index]
    activity = public_view.plan.agenda[after.activity]
    if now is None or now.activity != after.activity:
        return f"start “{escape_markdown(activity.title)}”"
    kind = agenda.kind_at(public_view.plan, after.activity, after.prompt)
    if now.prompt == after.prompt:
        return _RESULT_WORDS.get(kind, "show the results")
    if facilitator_questions.heading_of(public_view.plan, activity, activity.prompts[after.prompt]):
        return "ask your own question"
    numbered = [
        at
        for at, prompt_id in enumerate(activity.prompts)
        if not facilitator_questions.heading_of(public_view.plan, activity, prompt_id)
    ]
    if len(numbered) == 1:
        return f"continue with “{escape_markdown(activity.title)}”"
    return f"{_PROMPT_WORDS.get(kind, 'go to')} {numbered.index(after.prompt) + 1} of {len(numbered)}"


def too_soon_words(public_view: PublicView) -> str:
    """Return what going on now would mean: how many have answered, what the wall shows, and the way back."""
    kind, answered = public_view.prompt and public_view.prompt.kind, public_view.answered
    noted = kind is ActivityKind.ROLE_PLAY
    who = f"{answered} of {public_view.taking_part}" if answered else "Nobody"
    done = f"{who} {'has' if answered < 2 else 'have'} {'noted anything' if noted else 'answered'} so far"
    shown = "the right answer without counts" if kind is ActivityKind.WHAT_NOW else "no counts"
    return (
        f"{done}, so the wall will show {shown}. If you go on, nobody can answer anymore. "
        "To take that back, press Back."
    )


def title_words(public_view: PublicView) -> str:
    """Return the title of a workshop, escaped for Markdown."""
    return escape_markdown(public_view.plan.title)
