"""Words for the facilitator's pages."""

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
_COUNTDOWN_FROM = timedelta(minutes=2)


def day_words(public_view: PublicView) -> str:
    """Return the date of a workshop in words."""
    return DayFormat(today=session.today()).full(public_view.plan.held_on)


def deletion_words(public_view: PublicView) -> str:
    """Return when a workshop's data is deleted, in words that follow “Everything is deleted”."""
    return session.deletion_words(public_view.plan.keep_days, public_view.delete_at)


def joined_words(public_view: PublicView) -> str:
    """Return a sentence on how many joined."""
    if public_view.stage is WorkshopStage.PLANNED:
        return "Nobody can join yet."
    return "Nobody has joined." if not public_view.joined else f"{public_view.joined} joined."


def time_left_words(time_left: timedelta) -> str:
    """Return the time left for an activity, or how far it is over. The last two minutes are to the second."""
    if timedelta() < time_left <= _COUNTDOWN_FROM:
        return f"{countdown(time_left)} left"
    minutes = agenda.minutes_in(time_left)
    if minutes > 0:
        return f"{minutes} min left"
    return "Time is up" if minutes == 0 else f"{-minutes} min over"


def countdown(time_left: timedelta) -> str:
    """Return the time left as minutes and seconds, such as “4:05”; in words once it is over."""
    if time_left <= timedelta():
        return time_left_words(time_left)
    minutes, seconds = divmod(int(time_left.total_seconds()), 60)
    return f"{minutes}:{seconds:02}"


def next_step_words(public_view: PublicView) -> str:
    """Return what the Next button does, in words that follow “Next:”; '' at the end."""
    steps = agenda.agenda_steps(public_view.plan)
    next_step = agenda.step_after(steps, public_view.step_index)
    if next_step is None:
        return ""
    current_step = None if public_view.step_index is None else steps[public_view.step_index]
    activity = public_view.plan.agenda[next_step.activity]
    if current_step is None or current_step.activity != next_step.activity:
        return f"start “{escape_markdown(activity.title)}”"
    kind = agenda.kind_at(public_view.plan, next_step.activity, next_step.prompt)
    if current_step.prompt == next_step.prompt:
        return _RESULT_WORDS.get(kind, "show the results")
    if facilitator_questions.heading_of(public_view.plan, activity, activity.prompts[next_step.prompt]):
        return "ask your own question"
    numbered_indexes = [
        index
        for index, prompt_id in enumerate(activity.prompts)
        if not facilitator_questions.heading_of(public_view.plan, activity, prompt_id)
    ]
    if len(numbered_indexes) == 1:
        return f"continue with “{escape_markdown(activity.title)}”"
    number = numbered_indexes.index(next_step.prompt) + 1
    return f"{_PROMPT_WORDS.get(kind, 'go to')} {number} of {len(numbered_indexes)}"


def too_soon_words(public_view: PublicView) -> str:
    """Return what going on now would mean: how many have answered, what the wall shows, how to go back."""
    kind, answered = public_view.prompt and public_view.prompt.kind, public_view.answered
    takes_notes = kind is ActivityKind.ROLE_PLAY
    count_words = f"{answered} of {public_view.taking_part}" if answered else "Nobody"
    verb = "has" if answered < 2 else "have"
    answered_words = f"{count_words} {verb} {'noted anything' if takes_notes else 'answered'} so far"
    shown_words = "the right answer without counts" if kind is ActivityKind.WHAT_NOW else "no counts"
    return (
        f"{answered_words}, so the wall will show {shown_words}. If you go on, nobody can answer anymore. "
        "To take that back, press Back."
    )


def title_words(public_view: PublicView) -> str:
    """Return the title of a workshop, escaped for Markdown."""
    return escape_markdown(public_view.plan.title)
