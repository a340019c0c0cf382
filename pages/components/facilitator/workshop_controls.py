"""The facilitator's controls of an open workshop: steps, what is projected, and private notes."""

import streamlit as st

from components import presence, session
from components.markdown_text import escape_markdown, lettered
from components.projector import answer_chart, join_instructions, projector_view
from followup_core.services.workshops import WorkshopService
from followup_core.workshop.agenda import time_left
from followup_core.workshop.disclosure_words import AFTER_ROLE_PLAY
from followup_core.workshop.prompts import answer_letters
from followup_core.workshop.workshop_model import (
    ActivityKind,
    Phase,
    Prompt,
    PublicView,
    PublishedResults,
    WorkshopError,
    WrittenLine,
    kind_of,
)

from . import (
    level_choice,
    line_review,
    own_question,
    second_facilitator,
    step_buttons,
    workshop_actions,
    workshop_labels,
)

_MAX_CODES = 8
"""More codes would fill the screen, so only their number is shown then."""
_NOTES_HIDDEN_SENTENCE = " The wall doesn't show them before the results."


def render_workshop_controls(service: WorkshopService, public_view: PublicView) -> None:
    """Draw the controls of the open workshop."""
    with st.container(horizontal=True):
        step_buttons.render_steps(service, public_view, width="stretch")
    step_buttons.render_step_question(service, public_view)
    lines = _written_lines(service, public_view)
    _render_metrics(service, public_view.workshop_id, (*projector_view.displayed_values(public_view), lines))
    _render_tools(service, public_view)
    _render_written_lines(service, public_view, *lines)
    _render_current_step(service, public_view)
    own_question.render_own_question(service, public_view)
    _render_agenda(service, public_view)
    second_facilitator.render_invitation()
    _render_close(service, public_view)


def _render_tools(service: WorkshopService, public_view: PublicView) -> None:
    """Draw what a facilitator needs in the middle of an activity."""
    address = join_instructions.choose_address()
    with st.container(horizontal=True):
        st.link_button(
            "Open the wall",
            f"wall?{workshop_actions.QUERY_PARAMETER}={public_view.workshop_id}&address={address}",
            icon=":material/open_in_new:",
            type="primary" if public_view.at_start else "secondary",
            help="For the projector, in its own tab. Back and Next work there too, even with a clicker.",
        )
        if public_view.activity is None or public_view.at_start:
            return
        shows_join_info, workshop_id = public_view.shows_join_info, public_view.workshop_id
        st.button(
            "Hide how to join" if shows_join_info else "Show how to join",
            key="way-in",
            icon=":material/qr_code:",
            help="For latecomers: the wall shows the address, the code and the QR code.",
            on_click=workshop_actions.show_join_info,
            args=(service, workshop_id, not shows_join_info),
        )
        for label, icon, minutes in (("Cut a minute", "remove", -1), ("Add a minute", "add", 1)):
            st.button(
                label,
                key=f"minutes-{minutes}",
                icon=f":material/{icon}:",
                disabled=public_view.activity.minutes + minutes < 1,
                on_click=workshop_actions.add_minutes,
                args=(service, workshop_id, public_view.activity.activity_id, minutes),
            )


@st.fragment(run_every=2)
def _render_metrics(service: WorkshopService, workshop_id: str, displayed_values: object) -> None:
    """Draw how many joined, how many answered and the time left; redraw the page after a step or a line.

    This is the only fragment of the page that reruns by itself. If a second fragment reran right after the
    page, Streamlit would drop the output of that fragment that isn't sent yet, and the browser would then
    remove everything below it.
    """
    try:
        public_view = service.public_view(workshop_id)
        lines = _written_lines(service, public_view)
    except WorkshopError:
        st.rerun()
    if (*projector_view.displayed_values(public_view), lines) != displayed_values:
        st.rerun()
    unpaired, present = service.unpaired_codes(workshop_id), presence.present(workshop_id)
    _render_unpaired_codes([code for participant_id, code in unpaired.items() if participant_id in present])
    present_count = min(len(present), public_view.taking_part)
    with st.container(horizontal=True):
        st.metric("Here now", present_count, border=True)
        st.metric("Joined", public_view.joined, border=True)
        if public_view.departed_count:
            st.metric("Left", public_view.departed_count, border=True)
        if public_view.activity and public_view.position and not public_view.at_start:
            if projector_view.is_asked(public_view):
                st.metric("Answered", f"{public_view.answered} of {public_view.taking_part}", border=True)
            elif kind_of(public_view.activity, public_view.prompt) is ActivityKind.ROLE_PLAY:
                st.metric("Noted something", public_view.answered, border=True)
            if unread := sum(not line.is_read for line in lines[0]) + len(lines[1]):
                st.metric("Lines to read", unread, border=True)
            time_left_now = time_left(public_view.position, public_view.activity, session.utc_now())
            st.metric("Time left", workshop_labels.countdown(time_left_now), border=True)


def _written_lines(
    service: WorkshopService, public_view: PublicView
) -> tuple[tuple[WrittenLine, ...], tuple[line_review.LineOfPrompt, ...]]:
    """Return the lines for the question on the wall, and the unread lines for earlier questions."""
    activity, prompt, workshop_id = public_view.activity, public_view.prompt, public_view.workshop_id
    current_ids = (activity.activity_id, prompt.prompt_id) if activity and prompt else ("", "")
    offered_lines = service.offered_lines(workshop_id, *current_ids) if prompt and prompt.takes_lines else ()
    unread_lines = service.unread_lines(workshop_id)
    return offered_lines, tuple(
        line for line in unread_lines if (line[0].activity_id, line[1].prompt_id) != current_ids
    )


def _render_written_lines(
    service: WorkshopService,
    public_view: PublicView,
    lines: tuple[WrittenLine, ...],
    unread_lines: tuple[line_review.LineOfPrompt, ...],
) -> None:
    """Draw the lines above everything that can wait: they are what to do while the question is asked."""
    activity, prompt, workshop_id = public_view.activity, public_view.prompt, public_view.workshop_id
    with st.container():  # so that nothing below moves to another place in the page
        if activity and prompt and prompt.takes_lines:
            ids = (activity.activity_id, prompt.prompt_id)
            line_review.render_line_review(service, workshop_id, *ids, lines)
        line_review.render_unread_lines(service, workshop_id, unread_lines, is_open=True)


def _render_unpaired_codes(codes: list[str]) -> None:
    """Draw the codes of the people who are present and have no partner. Their phones show the codes, too."""
    if not codes:
        return
    if len(codes) > _MAX_CODES:
        st.markdown(f":material/person_alert: {len(codes)} people have no partner yet.")
        return
    code_list = ", ".join(f"**{escape_markdown(code)}**" for code in sorted(codes))
    remedy = "Let them join a pair." if len(codes) == 1 else "Bring them together."
    st.markdown(f":material/person_alert: Without a partner: {code_list}. {remedy}")


def _render_current_step(service: WorkshopService, public_view: PublicView) -> None:
    st.header("On the wall now", anchor=False)
    with st.container(border=True):
        if public_view.activity is None or public_view.at_start or public_view.shows_join_info:
            st.markdown("How to join: the address, the code and the QR code.")
            st.markdown(f"Code: **{escape_markdown(join_instructions.spaced_code(public_view.code))}**")
        elif public_view.prompt is None:
            st.markdown(f"**{escape_markdown(public_view.activity.title)}**")
        else:
            _render_prompt(public_view, public_view.prompt)
            level_choice.render_current_level(service, public_view, public_view.prompt)
    if public_view.prompt and not public_view.at_start:
        _render_notes(public_view, public_view.prompt)


def _render_prompt(public_view: PublicView, prompt: Prompt) -> None:
    if prompt.story:
        st.markdown(escape_markdown(prompt.story))
    st.markdown(f"**{escape_markdown(prompt.ask)}**")
    has_results = bool(prompt.options or public_view.observed)
    if not (has_results and _shows_results(public_view)):
        answers = [option.words for option in prompt.options]
        if answers or prompt.takes_several:
            letters = answer_letters(prompt)
            lines = [lettered(*pair) for pair in zip(letters, answers or prompt.points, strict=True)]
            st.markdown("  \n".join(lines))
        elif prompt.points:
            st.markdown("\n".join(f"- {escape_markdown(point)}" for point in prompt.points))
        if prompt.kind is ActivityKind.ROLE_PLAY:
            st.markdown(f":gray[The wall says: “{AFTER_ROLE_PLAY[prompt.level]}”]")
        return
    if not public_view.has_counts:
        published_results = (public_view.published, *(counts.published for counts in public_view.observed))
        st.markdown(escape_markdown(next((results.sentence for results in published_results if results), "")))
        st.markdown(":gray[People can no longer answer. To ask again, press Back.]")
        return
    st.markdown(":gray[The results are on the wall. People can no longer answer.]")
    for counts in public_view.observed:
        counts_text = answer_chart.observation(counts)
        st.markdown(f"- {escape_markdown(counts.prompt.ask)}: {escape_markdown(counts_text)}")
    if public_view.published is not None:
        st.markdown(escape_markdown(public_view.published.sentence))
        _render_table(public_view.published, answer_letters(prompt))


def _render_table(published: PublishedResults, letters: tuple[str, ...]) -> None:
    """Draw the published counts as a table, if there are any."""
    if all(cell.count is None for cell in published.counts):
        return
    rows = [
        {
            "Answer": lettered(letter, cell.option.words),
            "People": answer_chart.count_words(cell, published),
        }
        for cell, letter in zip(published.counts, letters, strict=True)
    ]
    st.table(rows, hide_index=True, alt=published.sentence)


def _shows_results(public_view: PublicView) -> bool:
    return public_view.position is not None and public_view.position.phase is Phase.SHOWING


def _render_notes(public_view: PublicView, prompt: Prompt) -> None:
    """Draw what only the facilitator sees: the right answer, the reason, and what to say."""
    answers = zip(
        answer_letters(prompt), prompt.options, strict=False
    )  # the points of a prompt with several choices are no options
    right_answer = next(
        (lettered(letter, option.words) for letter, option in answers if option.id == prompt.key), ""
    )
    lines = [
        f"**The answer:** {right_answer}" if right_answer else "",
        f"**Why:** {escape_markdown(prompt.because)}" if prompt.because else "",
        f"**Next time:** {escape_markdown(prompt.say)}" if prompt.say else "",
    ]
    if any(lines):
        with st.container(border=True):
            hidden_sentence = "" if _shows_results(public_view) else _NOTES_HIDDEN_SENTENCE
            st.markdown(f":material/visibility_off: **Your notes.**{hidden_sentence}")
            st.markdown("  \n".join(filter(None, lines)))


def _render_agenda(service: WorkshopService, public_view: PublicView) -> None:
    st.header("Agenda", anchor=False)
    current_index = (
        public_view.position.activity if public_view.position and not public_view.at_start else None
    )
    for index, activity in enumerate(public_view.plan.agenda):
        with st.container(horizontal=True, vertical_alignment="center", wrap=False):
            line = f"{index + 1}\\. {escape_markdown(activity.title)} :gray[· {activity.minutes}\u00a0min]"
            st.markdown(f"**{line}**\u00a0· now" if index == current_index else line, width="stretch")
            st.button(
                f"Go to {index + 1}",
                key=f"jump-{public_view.workshop_id}-{activity.activity_id}",
                type="tertiary",
                disabled=index == current_index,
                on_click=step_buttons.go_to_activity,
                args=(service, public_view.workshop_id, index),
            )


def _render_close(service: WorkshopService, public_view: PublicView) -> None:
    with st.expander("Close the workshop", icon=":material/door_front:"):
        st.markdown(
            "After this, no one can join or answer. You can take that back for ten minutes. Participants can "
            "still download their own file. "
            f"Everything is deleted {workshop_labels.deletion_words(public_view)}."
        )
        st.button(
            "Close the workshop now",
            key=f"close-{public_view.workshop_id}",
            on_click=workshop_actions.close_workshop,
            args=(service, public_view.workshop_id),
        )
