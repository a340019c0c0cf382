"""Read-only views of a workshop for the projector, for one participant's phone, and for exports."""

from collections.abc import Iterable, Iterator, Mapping

from followup_core.playbook import DisclosureLevel, WorkshopBook
from followup_core.workshop.agenda import kind_at, role_play_number
from followup_core.workshop.disclosure_control import nothing_published, publishable_counts
from followup_core.workshop.disclosure_minimums import EXPORT_MINIMUM, WALL_MINIMUM
from followup_core.workshop.disclosure_words import NEVER_ASKED
from followup_core.workshop.prompts import role_card, role_of
from followup_core.workshop.workshop_model import (
    Activity,
    ActivityKind,
    Card,
    ObservationCounts,
    ParticipantView,
    Phase,
    Prompt,
    PublicView,
    PublishedResults,
    WorkshopError,
    WorkshopStage,
    WrittenLine,
)
from followup_core.workshop.workshop_state import WorkshopState

from .participant_texts import ParticipantTexts, feedback_name, line_name

_IN_PAIRS = (ActivityKind.ROLE_PLAY, ActivityKind.DRAFT_SWAP)

Prompts = Mapping[tuple[str, str], Prompt]


def public_view(state: WorkshopState, texts: ParticipantTexts, prompts: Prompts) -> PublicView:
    """Return the view that everybody may see."""
    prompt = current_prompt(state, prompts)
    published = _published_results(state, prompt) if prompt else None
    points = _point_counts(state, prompt, prompts) if prompt else ()
    is_public = prompt is not None and _may_show_counts(state, prompt)
    return PublicView(
        workshop_id=state.workshop_id,
        plan=state.plan,
        stage=state.stage,
        code=state.code if state.stage is WorkshopStage.OPEN else "",
        delete_at=state.delete_at,
        joined=len(state.participants) + state.departed_count,
        departed_count=state.departed_count,
        position=state.position,
        activity=state.activity,
        prompt=prompt,
        answered=_answered_count(state, prompt, prompts),
        published=published if is_public else None,
        observed=points if is_public else (),
        at_start=state.step_index is None,
        at_end=state.step_index is not None and state.step_index >= len(state.steps) - 1,
        revision=state.revision,
        step_index=state.step_index,
        shows_join_info=state.shows_join_info,
        has_counts=any(
            cell.count is not None
            for results in (published, *(point.published for point in points))
            if results is not None
            for cell in results.counts
        ),
        reopening_ends=state.reopening_ends,
        lines=_most_votes_first(_shown_lines(state, texts)),
    )


def participant_view(
    state: WorkshopState,
    texts: ParticipantTexts,
    participant_id: str,
    prompts: Prompts,
    book: WorkshopBook,
) -> ParticipantView:
    """Return the view of one participant's phone; raise WorkshopError if the participant has left."""
    if participant_id not in state.participants:
        raise participant_left_error()
    activity, prompt = state.activity, current_prompt(state, prompts)
    key = activity.activity_id if activity else ""
    partners = state.partners(participant_id)
    agreed = (participant_id, key) in state.text_sharing
    partners_agreed = bool(partners) and all((partner, key) in state.text_sharing for partner in partners)
    partners_to_read = partners if agreed and partners_agreed else ()
    return ParticipantView(
        title=state.plan.title,
        stage=state.stage,
        keep_days=state.plan.keep_days,
        delete_at=state.delete_at,
        position=state.position,
        activity=activity,
        prompt=prompt,
        chosen=state.chosen_options.get((participant_id, key, prompt.prompt_id), "") if prompt else "",
        pair_code=state.participants[participant_id].pair_code,
        partners=len(partners),
        card=_role_card(state, participant_id, book),
        observed=_observations_of(state, participant_id, activity, prompt, prompts),
        text=texts.of(participant_id, key),
        agreed=agreed,
        partner_agreed=partners_agreed,
        partner_text=_joined_texts(texts.of(partner, key) for partner in partners_to_read),
        published=_published_results(state, prompt) if prompt and state.shows_results else None,
        points=_point_counts(state, prompt, prompts)
        if prompt and prompt.takes_several and state.shows_results
        else (),
        line=texts.of(participant_id, line_name(key, prompt.prompt_id)) if prompt else "",
        lines=_shown_lines(state, texts, participant_id),
        feedback=texts.of(participant_id, feedback_name(key, partners_to_read)) if partners_to_read else "",
        partner_feedback=_joined_texts(
            texts.of(partner, feedback_name(key, state.partners(partner))) for partner in partners_to_read
        ),
    )


def offered_lines(
    state: WorkshopState, texts: ParticipantTexts, activity_id: str, prompt_id: str
) -> tuple[WrittenLine, ...]:
    """Return all lines for a prompt: unread lines by number, then the others by votes."""
    lines = _offered_lines(state, texts, activity_id, prompt_id)
    unread = tuple(line for line in lines if not line.is_read)
    return unread + _most_votes_first(tuple(line for line in lines if line.is_read))


def unread_lines(
    state: WorkshopState, texts: ParticipantTexts, prompts: Prompts
) -> tuple[tuple[Activity, Prompt, WrittenLine], ...]:
    """Return every line that the facilitator hasn't read, by question in the order of the agenda."""
    return tuple(line for line in _all_lines(state, texts, prompts) if not line[2].is_read)


def exported_lines(
    state: WorkshopState, texts: ParticipantTexts, prompts: Prompts
) -> tuple[tuple[Activity, Prompt, WrittenLine], ...]:
    """Return every line that was put on the wall, in the order of the agenda, then by votes."""
    return tuple(line for line in _all_lines(state, texts, prompts) if line[2].is_shown)


def _all_lines(
    state: WorkshopState, texts: ParticipantTexts, prompts: Prompts
) -> Iterator[tuple[Activity, Prompt, WrittenLine]]:
    activities = {activity.activity_id: activity for activity in state.plan.agenda}
    for (activity_id, prompt_id), prompt in prompts.items():
        for line in _most_votes_first(_offered_lines(state, texts, activity_id, prompt_id)):
            yield activities[activity_id], prompt, line


def unpaired_codes(state: WorkshopState) -> dict[str, str]:
    """Return the pair code of everybody without a partner, by participant id, while pairs are needed."""
    if state.activity is None or state.activity.kind not in _IN_PAIRS:
        return {}
    unpaired_participants = (
        participant
        for participant in state.participants.values()
        if participant.participant_id not in state.groups
    )
    return {participant.participant_id: participant.pair_code for participant in unpaired_participants}


def current_prompt(state: WorkshopState, prompts: Prompts) -> Prompt | None:
    """Return the current step's prompt; None before the first step and in an activity without prompts."""
    return prompts.get((state.activity.activity_id, state.prompt_id)) if state.activity else None


def exported_results(
    state: WorkshopState, prompts: Prompts
) -> tuple[tuple[Activity, Prompt, PublishedResults], ...]:
    """Return the publishable answers to every prompt that has options, with the minimum for exports.

    Private prompts are left out. If a prompt was never on the phones, its sentence says so.
    """
    activities = {activity.activity_id: activity for activity in state.plan.agenda}
    return tuple(
        (activities[activity_id], prompt, _export_results(state, activity_id, prompt))
        for (activity_id, _), prompt in prompts.items()
        if prompt.options and prompt.level is not DisclosureLevel.PRIVATE
    )


def _export_results(state: WorkshopState, activity_id: str, prompt: Prompt) -> PublishedResults:
    if (activity_id, prompt.point_of or prompt.prompt_id) not in state.asked_prompts:
        return nothing_published(prompt.options, NEVER_ASKED)
    tally = state.tally(activity_id, prompt.prompt_id)
    return publishable_counts(prompt.options, tally, EXPORT_MINIMUM, prompt.level)


def points_of(activity_id: str, prompt: Prompt, prompts: Prompts) -> tuple[Prompt, ...]:
    """Return a prompt's points as yes-or-no prompts; () if it has none."""
    if not prompt.points:
        return ()
    return tuple(
        point
        for (of_activity, _), point in prompts.items()
        if of_activity == activity_id and point.point_of == prompt.prompt_id
    )


def _may_show_counts(state: WorkshopState, prompt: Prompt) -> bool:
    """Return whether counts may be shown: for a poll at any time, otherwise only with the results."""
    return state.shows_results or prompt.kind is ActivityKind.POLL


def _shown_lines(
    state: WorkshopState, texts: ParticipantTexts, participant_id: str = ""
) -> tuple[WrittenLine, ...]:
    """Return the lines on the wall for the current prompt, by number."""
    if state.activity is None:
        return ()
    lines = _offered_lines(state, texts, state.activity.activity_id, state.prompt_id, participant_id)
    return tuple(line for line in lines if line.is_shown)


def _offered_lines(
    state: WorkshopState,
    texts: ParticipantTexts,
    activity_id: str,
    prompt_id: str,
    participant_id: str = "",
) -> tuple[WrittenLine, ...]:
    """Return the lines offered for a prompt, by number, as this participant ('' for nobody) sees them."""
    name = line_name(activity_id, prompt_id)
    return tuple(
        WrittenLine(
            number=line.number,
            text=text,
            votes=len(line.voters),
            is_read=line.is_read,
            is_shown=line.is_shown,
            is_own=line.participant_id == participant_id,
            is_voted=participant_id in line.voters,
        )
        for line in state.lines_of(activity_id, prompt_id).all()
        if (text := texts.of(line.participant_id, name))
    )


def _most_votes_first(lines: tuple[WrittenLine, ...]) -> tuple[WrittenLine, ...]:
    return tuple(sorted(lines, key=lambda line: (-line.votes, line.number)))


def _joined_texts(texts: Iterable[str]) -> str:
    return "\n\n".join(filter(None, texts))


def _answered_count(state: WorkshopState, prompt: Prompt | None, prompts: Prompts) -> int:
    if prompt is None or state.activity is None:
        return 0
    activity_id = state.activity.activity_id
    if prompt.takes_lines:
        return len(state.lines_of(activity_id, prompt.prompt_id).all())
    points = points_of(activity_id, prompt, prompts)
    if points:
        return max(state.tally(activity_id, point.prompt_id).answered for point in points)
    return state.tally(activity_id, prompt.prompt_id).answered


def _published_results(state: WorkshopState, prompt: Prompt) -> PublishedResults | None:
    if state.activity is None or not prompt.options:
        return None
    tally = state.tally(state.activity.activity_id, prompt.prompt_id)
    return publishable_counts(prompt.options, tally, WALL_MINIMUM, prompt.level)


def _point_counts(state: WorkshopState, prompt: Prompt, prompts: Prompts) -> tuple[ObservationCounts, ...]:
    if state.activity is None:
        return ()
    return tuple(
        ObservationCounts(prompt=point, published=published)
        for point in points_of(state.activity.activity_id, prompt, prompts)
        if (published := _published_results(state, point)) is not None
    )


def _observations_of(
    state: WorkshopState,
    participant_id: str,
    activity: Activity | None,
    prompt: Prompt | None,
    prompts: Prompts,
) -> dict[str, str]:
    """Return the options that this participant noted or chose, by the point's prompt id."""
    if activity is None or prompt is None:
        return {}
    points = points_of(activity.activity_id, prompt, prompts)
    keys = {point.prompt_id: (participant_id, activity.activity_id, point.prompt_id) for point in points}
    return {
        prompt_id: state.chosen_options[key] for prompt_id, key in keys.items() if key in state.chosen_options
    }


def _role_card(state: WorkshopState, participant_id: str, book: WorkshopBook) -> Card | None:
    """Return the participant's role card; None without a partner, or outside of a role-play."""
    step, activity = state.step, state.activity
    if step is None or activity is None:
        return None
    if kind_at(state.plan, step.activity, step.prompt) is not ActivityKind.ROLE_PLAY:
        return None
    group = state.groups.get(participant_id, ())
    if len(group) < 2 or step.phase is not Phase.ASKING:
        return None
    number = role_play_number(state.plan, step)
    role = role_of(group.index(participant_id), len(group), number)
    return role_card(book, activity.prompts[step.prompt], role)


def participant_left_error() -> WorkshopError:
    """Return the error for a participant who has left the workshop."""
    return WorkshopError("You've left this workshop.", "Join again with the code on the wall.")
