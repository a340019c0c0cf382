"""The session of a page: the only page code that asks for date and time, makes ids and opens workspaces."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from followup_core import config, web
from followup_core.calendar_token import CalendarToken
from followup_core.clock import day_of
from followup_core.models import FollowUpError, known_timezone
from followup_core.models.date_text import DayFormat
from followup_core.services import maintenance, sample_data, workspace_registry
from followup_core.services.timezone_country import country_of_timezone, holiday_sentence
from followup_core.services.workshops import WorkshopService, open_workshops
from followup_core.services.workspace import ActionContext, NotFound, Workspace, WorkspaceView
from followup_core.store import NotSaved
from followup_core.text import one_line
from followup_core.web.facilitator_auth import FacilitatorAuth
from followup_core.workshop import retention
from followup_core.workshop.workshop_model import ParticipantRef, WorkshopError

from . import form_fields, notices, phone_refresh, tap_replay

PERSONAL = "personal"
SAMPLE = "sample"
PARTICIPANT = "participant"
_SAMPLE_PARAMETER = "sample"

_page_view: ContextVar[WorkspaceView | None] = ContextVar(
    "the view that this run of the page shows", default=None
)


def in_workshop() -> bool:
    """Return whether the program runs in workshop mode, where no personal workspace can be opened."""
    return config.current().mode is config.Mode.WORKSHOP


def workshop_service() -> WorkshopService:
    """Return the program's only workshop service. The server asks for it first, before any page."""
    return _workshop_service_of(config.current().workshops)


@cache
def _workshop_service_of(folder: Path) -> WorkshopService:
    return open_workshops(folder, changed=phone_refresh.notify)


def facilitator_auth() -> FacilitatorAuth:
    """Return the authenticator of facilitators; the server and the pages share it."""
    return _facilitator_auth_of(config.current().facilitators_file)


@cache
def _facilitator_auth_of(path: Path) -> FacilitatorAuth:
    return FacilitatorAuth(path)


@cache
def phone_visits() -> web.PhoneVisits:
    """Return the record of visits from other devices; the server and the pages share it."""
    return web.PhoneVisits()


def identity() -> web.RequestIdentity | None:
    """Return the viewer's identity as the access middleware determined it; None if no middleware runs."""
    _require_page_run()
    return web.identity_from(st.context.headers)


def participant() -> ParticipantRef:
    """Return the participant who is viewing the page.

    Raises:
        WorkshopError: this browser has not joined a workshop.
    """
    viewer = identity()
    if viewer is None or not viewer.participant_id:
        raise WorkshopError("This phone hasn't joined a workshop.", "Join first, with the code on the wall.")
    return ParticipantRef(workshop_id=viewer.workshop_id, participant_id=viewer.participant_id)


def workspace_kind() -> str:
    """Return which workspace this session shows: PERSONAL, SAMPLE or PARTICIPANT."""
    _require_page_run()
    if in_workshop():
        return PARTICIPANT
    return str(
        st.session_state.get("workspace_kind")
        or (SAMPLE if _SAMPLE_PARAMETER in st.query_params else PERSONAL)
    )


def sample_remark() -> str:
    """Return the remark that printed and exported files carry if the data is the sample's, else ''."""
    return sample_data.REMARK if workspace_kind() == SAMPLE else ""


def remember_workspace_kind() -> None:
    """Store which workspace the session shows.

    A session that begins at the sample's address loads the sample data.
    """
    is_new_session = "workspace_kind" not in st.session_state
    st.session_state["workspace_kind"] = workspace_kind()
    if (
        workspace_kind() == SAMPLE
        and is_new_session
        and not open_workspace().view(today()).records.interviews
    ):
        enter_sample()


def name_sample_in_address() -> None:
    """Name the sample in the page's address while it is shown, so that a reload shows the same workspace.

    Call this last. Earlier in a run, the browser would add the name to the previous page's address, and going
    back would take two taps.
    """
    if st.session_state.get("workspace_kind") == SAMPLE and _SAMPLE_PARAMETER not in st.query_params:
        st.query_params[_SAMPLE_PARAMETER] = "yes"


def _require_page_run() -> None:
    """Raise RuntimeError outside of a page's run: without its session, the wrong workspace would be opened.

    A download's callable and a thread run outside. Pass them what they need while the page is drawn.
    """
    if get_script_run_ctx(suppress_warning=True) is None:
        raise RuntimeError("The session was asked for outside of a page's run. Pass its values on instead.")


def key(name: str) -> str:
    """Return a widget key that belongs to this workspace, so a late tap never reaches another workspace."""
    return f"{workspace_kind()}:{name}"


def workspace_folder() -> Path:
    """Return the folder of the workspace that this session shows."""
    if in_workshop():
        return workshop_service().participation(participant()).workspace_folder()
    return config.current().data_dir / ("personal" if workspace_kind() == PERSONAL else "sample")


def own_wording_folder() -> Path:
    """Return the folder with the workspace's own wording of message templates."""
    return workspace_folder() / "messages"


def open_workspace() -> Workspace:
    """Return this session's workspace, opened."""
    playbook_folder = config.current().data_dir / "last-good-playbook"
    return workspace_registry.open_workspace(workspace_folder(), keep=playbook_folder)


def timezone() -> str:
    """Return the time zone for entering times: the candidate's setting, else the browser's, else ''."""
    zone = st.session_state.get(key("timezone")) or st.context.timezone or ""
    return zone if known_timezone(zone) else ""


def now() -> datetime:
    """Return the candidate's local wall-clock time, as a naive datetime."""
    return config.current().clock.wall_time(timezone())


def today() -> date:
    """Return the candidate's local date."""
    return now().date()


def day_format() -> DayFormat:
    """Return how days are written for the candidate whose workspace the page shows.

    Before the first interview, no country is stored. Days are then written as in the country that will be
    stored with that interview (`country_of_browser`).
    """
    page_view = view()
    if page_view.records.interviews or page_view.records.settings.country:
        return page_view.day_format
    return DayFormat(today=page_view.today, country=country_of_timezone(timezone()))


def deletion_words(keep_days: int, delete_at: datetime | None) -> str:
    """Return when a workshop's data is deleted, worded to follow "Everything is deleted"."""
    day = day_of(delete_at, timezone()) if delete_at else None
    return retention.deletion_words(keep_days, day, today())


@contextmanager
def use_view(page_view: WorkspaceView) -> Iterator[None]:
    """Make `view` return this view of the workspace inside this block."""
    token = _page_view.set(page_view)
    try:
        yield
    finally:
        _page_view.reset(token)


def view() -> WorkspaceView:
    """Return the view of the workspace that this run of the page shows.

    The page header makes it once (`use_view`). In a widget callback, and after an action in the middle of a
    page, this is a new view of what is stored now.
    """
    _require_page_run()
    return _page_view.get() or current_view()


def current_view() -> WorkspaceView:
    """Return a view of the workspace as it is now, today."""
    latest_view = open_workspace().view(today())
    zone = latest_view.records.settings.timezone
    if zone != st.session_state.get(key("timezone"), ""):
        st.session_state[key("timezone")] = zone
        latest_view = open_workspace().view(today())
    return latest_view


def utc_now() -> datetime:
    """Return the current time in UTC."""
    return config.current().clock.moment()


def action_context() -> ActionContext:
    """Return the context of an action that a person takes right now: a new id, the time and the date."""
    return ActionContext(
        op_id=secrets.token_hex(16), timestamp=utc_now().strftime("%Y-%m-%dT%H:%M:%SZ"), today=today()
    )


def run_action(
    action: Callable[[Workspace, ActionContext], object],
    *,
    unsaved_text: str = "",
    confirm: bool = True,
    fields: Mapping[str, str] | None = None,
) -> bool:
    """Run one action on the workspace in a widget callback; the next run of the page shows the result.

    An error becomes a sentence on screen.

    Args:
        action: What to do with the workspace and the action's context.
        unsaved_text: What the user typed. It is offered as a download if the disk refused to save it, or if
            what it belongs to is gone.
        confirm: Whether to show "Saved" with an undo. A value from a replayed tap is always confirmed.
        fields: Keys of the fields that this action saves, by the stored column. Afterwards they show the
            stored value, or why they were not saved.

    Returns:
        Whether the action was done.
    """
    context = action_context()
    notices.begin_action()
    form_fields.begin_action()
    _page_view.set(None)
    st.session_state["saved"] = st.session_state["undone"] = None
    backup = (
        maintenance.daily_backup(workspace_folder(), context.today) if workspace_kind() == PERSONAL else ""
    )
    try:
        action(open_workspace(), context)
    except FollowUpError as error:
        _show_refusal(error, fields or {}, unsaved_text)
        return False
    finally:
        for words in filter(None, (backup, *maintenance.take_warnings(workspace_folder()))):
            notices.show_warning(words)
    form_fields.forget(*(fields or {}).values())
    st.session_state["saved"] = context.op_id if confirm or tap_replay.is_replaying_value() else None
    return True


@contextmanager
def country_of_browser() -> Iterator[str]:
    """Give an action that may add the first interview the country of the browser's time zone.

    If the action made it the candidate's country, a notice says which holidays are left out.
    """
    country_before = view().records.settings.country
    yield country_of_timezone(timezone())
    country_after = view().records.settings.country
    if country_after != country_before:
        notices.show_done(holiday_sentence(country_after))


def run_safely(action: Callable[[], object], *, unsaved_text: str = "") -> bool:
    """Run an action that changes no table of the workspace, in a callback; an error becomes a sentence."""
    notices.begin_action()
    form_fields.begin_action()
    try:
        action()
    except FollowUpError as error:
        _show_error(error, unsaved_text)
        return False
    return True


def _show_refusal(error: FollowUpError, fields: Mapping[str, str], unsaved_text: str) -> None:
    """Show why fields were not saved: at the field that is wrong, or in the bar if the error is about none.

    In the second case, the first field with unsaved input shows the sentence, too, once the bar no longer
    does.
    """
    keys = tuple(fields.values())
    at_fault = form_fields.field_at_fault(error, fields)
    sentence = one_line(f"{error.what} {error.remedy}") if at_fault else str(error)
    if not at_fault:
        _show_error(error, unsaved_text)
        at_fault = next(filter(form_fields.has_unsaved_input, keys), "")
    if at_fault:
        form_fields.refuse(at_fault, sentence, keys)


def _show_error(error: FollowUpError, unsaved_text: str) -> None:
    """Show an error in the bar, with the text that was typed if its field may be gone."""
    is_lost = isinstance(error, NotSaved | NotFound) and unsaved_text.strip()
    notices.show_error(str(error), unsaved_text if is_lost else "")


def delete_everything(*, also_backups: bool, kept_keys: tuple[str, ...]) -> bool:
    """Delete this workspace's data, and everything typed and not saved (in a callback).

    Args:
        also_backups: Whether to delete the backups, too.
        kept_keys: Keys of choices that the page goes on showing; they keep their values.

    Returns:
        Whether it was done.
    """
    settings, is_personal = config.current(), workspace_kind() == PERSONAL
    is_done = run_action(
        lambda _workspace, context: maintenance.delete_everything(
            workspace_folder(),
            also_backups=also_backups,
            today=context.today,
            sample=settings.data_dir / SAMPLE if is_personal else None,
            calendar_token=CalendarToken(settings.subscription_file) if is_personal else None,
        ),
        confirm=False,
    )
    if is_done:
        form_fields.forget_all(key(""), kept_keys)
    return is_done


def undo(op_id: str) -> None:
    """Undo an action (a callback); the next run of the page offers to redo it."""
    undo_ids: list[str] = []

    def undo_action(workspace: Workspace, context: ActionContext) -> None:
        workspace.undo(context, op_id)
        undo_ids.append(context.op_id)

    if run_action(undo_action, confirm=False):
        [st.session_state["undone"]] = undo_ids
        notices.show_done("Undone. Everything is as it was before.")


def redo(undo_id: str) -> None:
    """Undo an undo (a callback); `undo_id` is the id of the undo."""
    if run_action(lambda workspace, context: workspace.undo(context, undo_id), confirm=False):
        notices.show_done("Redone.")


def enter_sample() -> None:
    """Switch to the sample data with new dates (a callback); does nothing in a workshop."""
    if in_workshop():
        return
    st.session_state["workspace_kind"] = SAMPLE
    run_action(
        lambda opened, context: sample_data.load_sample_data(opened, context, workspace_registry.SAMPLE_DIR),
        confirm=False,
    )


def leave_sample() -> None:
    """Return to the candidate's own workspace (a callback)."""
    notices.clear()
    st.session_state.pop("saved", None)
    st.session_state["workspace_kind"] = PERSONAL
    st.query_params.pop(_SAMPLE_PARAMETER, None)
